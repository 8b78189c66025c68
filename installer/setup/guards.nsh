; The steps of the setup, one macro each. `$NewTree` is where the new program is unpacked, `.old` where the old one waits.

!define MACHINE_FOLDER "$APPDATA\${APP}" ; C:\ProgramData\QuaySo, as SetShellVarContext is "all"

; Say why (unless silent), set the exit code, end. Nothing has been changed.
!macro REFUSE code words
  IfSilent +2
  MessageBox MB_ICONSTOP|MB_OK "${words}"
  SetErrorLevel ${code}
  Quit
!macroend

; The same after something was unpacked.
!macro GIVE_UP code words
  SetOutPath "$TEMP"
  RMDir /r "$NewTree"
  RMDir "$INSTDIR" ; only where it was made for nothing: a folder with something in it stays
  !insertmacro REFUSE ${code} "${words}"
!macroend

; A running program keeps its own file from being opened for writing: launchers and the Python of its child processes.
!macro REFUSE_IF_OPEN file
  ${If} ${FileExists} "${file}"
    ClearErrors
    FileOpen $0 "${file}" a
    ${If} ${Errors}
      !insertmacro REFUSE ${STILL_RUNNING} "$(StillRunning)"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro REFUSE_WHILE_RUNNING
  !insertmacro REFUSE_IF_OPEN "$INSTDIR\QuaySo.exe"
  !insertmacro REFUSE_IF_OPEN "$INSTDIR\bin\quayso.exe"
  !insertmacro REFUSE_IF_OPEN "$INSTDIR\python\python.exe"
  !insertmacro REFUSE_IF_OPEN "$INSTDIR\python\pythonw.exe"
!macroend

; Run a module of the new program without a console; $0 is its exit status, $1 what it said.
!macro RUN_NEW module arguments
  nsExec::ExecToStack '"$NewTree\python\python.exe" -X utf8 -B -m ${module} ${arguments}'
  Pop $0
  Pop $1
  ${If} $0 != 0
    !insertmacro LOG "${module}: $0 $1"
  ${EndIf}
!macroend

; Settings of the machine: administrators write, everyone reads (S-1-5-18 the system, -32-544 administrators, -32-545 users).
; Somebody may have made the folder before us, so it changes hands first.
!macro KEEP_MACHINE_FOLDER
  CreateDirectory "${MACHINE_FOLDER}"
  nsExec::Exec '"$SYSDIR\icacls.exe" "${MACHINE_FOLDER}" /setowner *S-1-5-32-544 /T /C /Q'
  Pop $0
  nsExec::Exec '"$SYSDIR\icacls.exe" "${MACHINE_FOLDER}" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q'
  Pop $0
!macroend

; The province's signed settings: from /CAUHINH=, or where cau-hinh.toml lies beside the setup file; its key likewise.
!macro TAKE_PROVISION
  ${GetParameters} $2
  ClearErrors
  ${GetOptions} $2 "/CAUHINH=" $3
  ${If} ${Errors}
    StrCpy $3 ""
    ${If} ${FileExists} "$EXEDIR\cau-hinh.toml"
      StrCpy $3 "$EXEDIR"
    ${EndIf}
  ${EndIf}
  ${If} $3 != ""
    ClearErrors
    ${GetOptions} $2 "/KHOATINH=" $4
    ${If} ${Errors}
      StrCpy $4 "$3\tinh.pub"
    ${EndIf}
    !insertmacro RUN_NEW "desktop.machine.take_provision" '"$3" "$4" "${MACHINE_FOLDER}"'
    ${If} $0 != 0
      !insertmacro GIVE_UP ${BAD_PROVISION} "$(BadProvision)"
    ${EndIf}
  ${EndIf}
!macroend

!macro MOVE_ASIDE name
  ${If} ${FileExists} "$INSTDIR\${name}"
    Rename "$INSTDIR\${name}" "$INSTDIR\.old\${name}"
  ${EndIf}
!macroend

!macro MOVE_IN name
  Rename "$NewTree\${name}" "$INSTDIR\${name}"
!macroend

!macro MOVE_BACK name
  ${If} ${FileExists} "$INSTDIR\.old\${name}"
    RMDir /r "$INSTDIR\${name}"
    Delete "$INSTDIR\${name}"
    Rename "$INSTDIR\.old\${name}" "$INSTDIR\${name}"
  ${EndIf}
!macroend

!macro EACH what
  !insertmacro ${what} "python"
  !insertmacro ${what} "app"
  !insertmacro ${what} "bin"
  !insertmacro ${what} "licences"
  !insertmacro ${what} "files.sha256"
  !insertmacro ${what} "QuaySo.exe"
!macroend

!macro SWAP_TREES
  RMDir /r "$INSTDIR\.old"
  CreateDirectory "$INSTDIR\.old"
  ClearErrors
  !insertmacro EACH MOVE_ASIDE
  ${IfNot} ${Errors}
    !insertmacro EACH MOVE_IN
  ${EndIf}
  ${If} ${Errors}
    !insertmacro EACH MOVE_BACK
    RMDir /r "$INSTDIR\.old"
    !insertmacro GIVE_UP ${CANNOT_WRITE} "$(CannotWrite)"
  ${EndIf}
  RMDir /r "$INSTDIR\.old"
  RMDir "$NewTree"
!macroend

!macro KIND extension id words command
  WriteRegStr HKLM "Software\Classes\${extension}" "" "${id}"
  WriteRegStr HKLM "Software\Classes\${id}" "" "${words}"
  WriteRegStr HKLM "Software\Classes\${id}\DefaultIcon" "" "$INSTDIR\QuaySo.exe,0"
  WriteRegStr HKLM "Software\Classes\${id}\shell\open\command" "" '"$INSTDIR\QuaySo.exe" ${command} "%1"'
!macroend

!macro REGISTER
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\QuaySo.exe" "" "$INSTDIR\QuaySo.exe" 0 SW_SHOWNORMAL "" "${NAME}"
  CreateShortCut "$SMPROGRAMS\${NAME} – tập huấn.lnk" "$INSTDIR\QuaySo.exe" "--training" "$INSTDIR\QuaySo.exe" 0 SW_SHOWNORMAL "" "${NAME} – tập huấn"
  !insertmacro KIND ".quayso" "${APP}.Package" "$(PackageKind)" "import-package"
  !insertmacro KIND ".quayso-capnhat" "${APP}.Update" "$(UpdateKind)" "update check"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${GetParameters} $2
  ClearErrors
  ${GetOptions} $2 "/TUMO" $3
  ${IfNot} ${Errors}
    WriteRegStr HKLM "${RUN}" "${APP}" '"$INSTDIR\QuaySo.exe"'
  ${EndIf}
  WriteRegStr HKLM "Software\${APP}" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "Software\${APP}" "Version" "${VERSION}"
  WriteRegStr HKLM "${ARP}" "DisplayName" "${NAME}"
  WriteRegStr HKLM "${ARP}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${ARP}" "Publisher" "${NAME}"
  WriteRegStr HKLM "${ARP}" "DisplayIcon" "$INSTDIR\QuaySo.exe,0"
  WriteRegStr HKLM "${ARP}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${ARP}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${ARP}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${ARP}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKLM "${ARP}" "NoModify" 1
  WriteRegDWORD HKLM "${ARP}" "NoRepair" 1
!macroend

!macro UNREGISTER
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$SMPROGRAMS\${NAME} – tập huấn.lnk"
  DeleteRegKey HKLM "Software\Classes\.quayso"
  DeleteRegKey HKLM "Software\Classes\.quayso-capnhat"
  DeleteRegKey HKLM "Software\Classes\${APP}.Package"
  DeleteRegKey HKLM "Software\Classes\${APP}.Update"
  DeleteRegValue HKLM "${RUN}" "${APP}"
  DeleteRegKey HKLM "${ARP}"
  DeleteRegKey HKLM "Software\${APP}"
!macroend

!macro REMOVE name
  RMDir /r "$INSTDIR\${name}"
  Delete "$INSTDIR\${name}"
!macroend

; The whole program or nothing: Python's folder moves first, which Windows refuses while a file in it is in use.
!macro REMOVE_TREES
  ${If} ${FileExists} "$INSTDIR\python\*.*"
    RMDir /r "$INSTDIR\.old"
    CreateDirectory "$INSTDIR\.old"
    ClearErrors
    Rename "$INSTDIR\python" "$INSTDIR\.old\python"
    ${If} ${Errors}
      !insertmacro REFUSE ${STILL_RUNNING} "$(StillRunning)"
    ${EndIf}
  ${EndIf}
  !insertmacro EACH REMOVE
  !insertmacro REMOVE ".old"
  !insertmacro REMOVE ".new"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
!macroend

; The machine's settings, and the data of everyone who has a profile here. Their keys stay in their own Credential
; Managers, where nobody else can reach them: without the data they open nothing.
!macro PURGE
  RMDir /r "${MACHINE_FOLDER}"
  StrCpy $0 0
  ${Do}
    EnumRegKey $1 HKLM "Software\Microsoft\Windows NT\CurrentVersion\ProfileList" $0
    ${If} $1 == ""
      ${ExitDo}
    ${EndIf}
    ReadRegStr $2 HKLM "Software\Microsoft\Windows NT\CurrentVersion\ProfileList\$1" "ProfileImagePath"
    ExpandEnvStrings $2 $2
    ${If} $2 != ""
      RMDir /r "$2\AppData\Local\${APP}"
      RMDir /r "$2\AppData\Local\${APP}-Training"
    ${EndIf}
    IntOp $0 $0 + 1
  ${Loop}
!macroend

!macro LOG words
  FileOpen $9 "${MACHINE_FOLDER}\install.log" a
  FileSeek $9 0 END
  FileWriteUTF16LE $9 "${words}$\r$\n"
  FileClose $9
!macroend
