/** The parts of a file path; what it lacks is the empty text. */
export interface PathParts {
  readonly Scheme: string;
  readonly RootPath: string;
  readonly DirectoryPath: string;
  readonly DirectoryName: string;
  readonly Filename: string;
  readonly Extension: string;
  readonly AlternateDataStreamName: string;
}

/** Takes the path of a file of Windows or Unix apart, with a scheme, a share, a long path or an alternate data stream. */
export function pathParts(path: string): PathParts {
  const [, scheme = '', rest = path] = /^([A-Za-z][\w+.-]*):\/\/(.*)$/s.exec(path) ?? [];
  const long = /^\\\\\?\\/.exec(rest)?.[0] ?? '';
  const [, root = ''] = /^([A-Za-z]:)/.exec(rest.slice(long.length)) ?? [];
  const last = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\'), long.length + root.length - 1);
  const directory = rest.slice(0, Math.max(last, long.length + root.length, 0)).replace(/(?<=.)[\\/]$/, '');
  const file = rest.slice(last + 1);
  const stream = file.indexOf(':');
  const name = stream === -1 ? file : file.slice(0, stream);
  const dot = name.lastIndexOf('.');
  return {
    Scheme: scheme,
    RootPath: root,
    DirectoryPath: directory,
    DirectoryName: directory.slice(Math.max(directory.lastIndexOf('/'), directory.lastIndexOf('\\')) + 1),
    Filename: name,
    Extension: dot === -1 ? '' : name.slice(dot + 1),
    AlternateDataStreamName: stream === -1 ? '' : file.slice(stream + 1),
  };
}
