/** PowerShell by its name, or by what its author called it where somebody renamed it. */
export const IS_POWERSHELL =
  '(FileName in~ ("powershell.exe", "pwsh.exe") or ' +
  'ProcessVersionInfoOriginalFileName in~ ("PowerShell.EXE", "pwsh.dll"))';

/**
 * `-EncodedCommand`, which PowerShell understands from its first letter on, and as `-ec`; with any dash, or a
 * slash. `-Encoding`, `-EncodedArguments` and `-ExecutionPolicy` are something else.
 *
 * @see https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe
 */
export const HAS_ENCODED_COMMAND = String.raw`ProcessCommandLine matches regex @"(?i)[\s""'][-/\x{2013}\x{2014}\x{2015}](e|ec|en|enc|enco|encod|encode|encoded|encodedc[a-z]*)[\s:""']"`;
