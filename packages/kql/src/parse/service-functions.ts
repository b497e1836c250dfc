import { library } from './library.ts';

interface ServiceFunction {
  readonly parameters: string;
  /** A body of the right columns; it is bound and never run. */
  readonly body: string;
}

/**
 * Functions that hunting has besides the language, for queries that are judged and not run here.
 *
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-fileprofile-function
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefromip-function
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-assignedipaddresses-function
 */
const SERVICE_FUNCTIONS: Readonly<Record<string, ServiceFunction>> = {
  FileProfile: {
    parameters: '(T: (*), x: string, y: long = 100)',
    body: `{ T | extend GlobalPrevalence = int(null), GlobalFirstSeen = datetime(null), GlobalLastSeen = datetime(null),
      Signer = "", Issuer = "", SignerHash = "", IsCertificateValid = bool(null), IsRootSignerMicrosoft = bool(null),
      SignatureState = "", IsExecutable = bool(null), ThreatName = "", Publisher = "", SoftwareName = "",
      ProfileAvailability = "" }`,
  },
  DeviceFromIP: {
    parameters: '(x: string, y: datetime = datetime(null))',
    body: '{ print DeviceId = "", DeviceName = "", IP = "" }',
  },
  AssignedIPAddresses: {
    parameters: '(x: string, y: datetime = datetime(null))',
    body: '{ print Timestamp = datetime(null), IPAddress = "", IPType = "", NetworkAdapterType = "", ConnectedNetworks = "" }',
  },
};

/** Lets the binder know the functions of the service, too. */
export function withServiceFunctions(globals: Kusto.Language.GlobalState): Kusto.Language.GlobalState {
  const { Symbols } = library();
  const known = Object.entries(SERVICE_FUNCTIONS).map(
    ([name, { parameters, body }]) => new Symbols.FunctionSymbol.$ctor16(name, parameters, body, null),
  );
  const database = globals.Database?.AddMembers(known) ?? null;
  return globals.WithDatabase(database) ?? globals;
}
