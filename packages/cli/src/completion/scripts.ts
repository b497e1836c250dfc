/**
 * What each shell is told. All of them ask the binary itself (`vedette __complete WORD…`, the last word being the
 * one under the cursor), so a script never goes stale: each answer is `value TAB explanation`, and a line
 * `:files` asks the shell for its own completion of file names.
 */
const bash = `# Vedette for bash: add to ~/.bashrc:  source <(vedette completion bash)
_vedette() {
  local IFS=$'\\n' line words=()
  COMPREPLY=()
  # bash splits words at = and :, so the line up to the cursor is split at blanks instead.
  local before="\${COMP_LINE:0:COMP_POINT}"
  IFS=' ' read -ra words <<< "$before"
  [[ "$before" == *' ' ]] && words+=('')
  local current="\${words[-1]}"
  for line in $(vedette __complete "\${words[@]:1}" 2>/dev/null); do
    if [[ "$line" == ':files' ]]; then
      compopt -o filenames
      COMPREPLY+=($(compgen -f -- "\${current#*=}"))
    else
      COMPREPLY+=("\${line%%$'\\t'*}")
    fi
  done
  # What stands before = or : is already on the line and must not be given twice.
  local kept="\${current%"\${current##*[=:]}"}" at
  for at in "\${!COMPREPLY[@]}"; do COMPREPLY[at]="\${COMPREPLY[at]#"$kept"}"; done
}
complete -F _vedette vedette
`;

const zsh = `#compdef vedette
# Vedette for zsh: add to ~/.zshrc:  source <(vedette completion zsh)
_vedette() {
  local line value
  local -a plain explained
  for line in "\${(@f)$(vedette __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ "$line" == ':files' ]]; then
      _files
    elif [[ -n "$line" ]]; then
      value="\${line%%$'\\t'*}"
      plain+=("$value")
      explained+=("\${value}  \${line#*$'\\t'}")
    fi
  done
  (( \${#plain} )) && compadd -l -d explained -a plain
}
compdef _vedette vedette
`;

const fish = `# Vedette for fish: save as ~/.config/fish/completions/vedette.fish
function __vedette_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in (vedette __complete $words[2..-1] 2>/dev/null)
    if test "$line" = ':files'
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c vedette -f -a '(__vedette_complete)'
`;

const powershell = `# Vedette for PowerShell: add to $PROFILE:  vedette completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName vedette -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '""' }
  vedette __complete @words 2>$null | ForEach-Object {
    if ($_ -eq ':files') { Get-ChildItem -Name "$wordToComplete*" | ForEach-Object { $_ } }
    else {
      $value, $about = $_ -split "\\t", 2
      if (-not $about) { $about = $value }
      [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
  }
}
`;

export const COMPLETION_SCRIPTS: Readonly<Record<string, string>> = { bash, zsh, fish, powershell };
