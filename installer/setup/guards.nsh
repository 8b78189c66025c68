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
!macroend

; The settings of the machine: made closed, or one that an earlier setup has made; a stranger's goes aside unread. Nothing is
; written into it, no line of the log either, before this.
!macro KEEP_MACHINE_FOLDER
  !insertmacro RUN_NEW "desktop.machine.machine_folder" "keep"
  ${If} $0 == 3
    !insertmacro GIVE_UP ${NO_MACHINE_FOLDER} "$(NoMachineFolder)"
  ${ElseIf} $0 != 0
    !insertmacro GIVE_UP ${CANNOT_WRITE} "$(CannotWrite)"
  ${EndIf}
  ${If} $1 != ""
    !insertmacro LOG "$1"
  ${EndIf}
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
      !insertmacro LOG "settings of the province: $0 $1"
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
  DeleteRegValue HKLM "Software\${APP}" "InstallDir"
  DeleteRegValue HKLM "Software\${APP}" "Version"
  DeleteRegKey /ifempty HKLM "Software\${APP}" ; which machine folder is ours stays noted as long as the folder stays
!macroend

; The whole program or nothing: it moves aside first, which Windows refuses while a file in it is in use.
!macro TAKE_TREES_ASIDE
  RMDir /r "$INSTDIR\.old"
  CreateDirectory "$INSTDIR\.old"
  ClearErrors
  !insertmacro EACH MOVE_ASIDE
  ${If} ${Errors}
    !insertmacro EACH MOVE_BACK
    RMDir /r "$INSTDIR\.old"
    !insertmacro REFUSE ${STILL_RUNNING} "$(StillRunning)"
  ${EndIf}
!macroend

!macro REMOVE_TREES
  RMDir /r "$INSTDIR\.old"
  RMDir /r "$INSTDIR\.new"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
!macroend

; The machine's settings, and the data of everyone who has a profile here; by the program that was moved aside. Their keys
; stay in their own Credential Managers, where nobody else can reach them: without the data they open nothing.
!macro PURGE
  StrCpy $NewTree "$INSTDIR\.old"
  !insertmacro RUN_NEW "desktop.machine.machine_folder" "purge"
  ${If} $0 != 0
    SetErrorLevel ${NOT_ALL_PURGED}
  ${EndIf}
!macroend

!macro LOG words
  FileOpen $9 "${MACHINE_FOLDER}\install.log" a
  FileSeek $9 0 END
  FileWriteUTF16LE $9 "${words}$\r$\n"
  FileClose $9
!macroend
