; The setup file of Quầy Số: 64-bit, for the whole machine, silent where IT wants it.
;
;   setup.exe /S [/CAUHINH=folder] [/KHOATINH=file] [/TUMO] [/D=C:\path]     (/D= last and without quotes)
;   uninstall.exe /S [/PURGE]
;
; The build hands over VERSION, NUMBERS, FILES, ICON, SIZE_KB, COMPRESSION, OUT and, for a signed build, SIGNER.

Unicode true
Target amd64-unicode
CRCCheck force
!if "${COMPRESSION}" == "none"
  SetCompress off
!else if "${COMPRESSION}" == "lzma"
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!else
  SetCompressor /SOLID zlib
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh

!define APP "QuaySo"
!define NAME "Quầy Số"
!define ARP "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"

!ifdef SIGNER
  !uninstfinalize '"${SIGNER}" "%1"' = 0
  !finalize '"${SIGNER}" "%1"' = 0
!endif

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel admin
InstallDir "$PROGRAMFILES64\${APP}"
BrandingText "${NAME} ${VERSION}"
ManifestDPIAware true
ManifestSupportedOS Win10
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1066 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1066 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=1066 "FileDescription" "Bộ cài đặt ${NAME}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_NOAUTOCLOSE
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE $(LicenceText)
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

!include words.nsh
!include guards.nsh

Var NewTree
Var Before

Function .onInit
  SetRegView 64
  SetShellVarContext all
  !insertmacro MUI_LANGDLL_DISPLAY
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro REFUSE ${NOT_THIS_WINDOWS} "$(NotThisWindows)"
  ${EndIf}
  ReadRegStr $Before HKLM "${ARP}" "DisplayVersion"
  ${If} $Before != ""
    ${VersionCompare} $Before "${VERSION}" $0
    ${If} $0 == 1
      !insertmacro REFUSE ${NEWER_IS_THERE} "$(NewerIsThere)"
    ${EndIf}
    ; an upgrade goes where the program is, whatever /D= says
    ReadRegStr $0 HKLM "Software\${APP}" "InstallDir"
    ${If} $0 != ""
      StrCpy $INSTDIR $0
    ${EndIf}
  ${EndIf}
FunctionEnd

; A file that cannot be written to its end (a full disk) ends the setup from within NSIS.
Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$NewTree"
  RMDir "$INSTDIR"
  SetErrorLevel ${CANNOT_WRITE}
FunctionEnd

Section "-program"
  SetRegView 64
  SetShellVarContext all
  StrCpy $NewTree "$INSTDIR\.new"
  !insertmacro REFUSE_WHILE_RUNNING

  ; 1. Everything new beside the old: until the swap a full disk, a power cut or a killed setup changes nothing.
  RMDir /r "$NewTree"
  SetOverwrite try
  ClearErrors
  !include "${FILES}"
  SetOutPath "$TEMP"
  ${If} ${Errors}
    !insertmacro GIVE_UP ${CANNOT_WRITE} "$(CannotWrite)"
  ${EndIf}

  ; 2. The new program looks at itself, then at what the province says about this counter.
  !insertmacro KEEP_MACHINE_FOLDER
  !insertmacro RUN_NEW "desktop.machine.installed" ""
  ${If} $0 != 0
    !insertmacro LOG "files: $0 $1"
    !insertmacro GIVE_UP ${CANNOT_WRITE} "$(CannotWrite)"
  ${EndIf}
  !insertmacro TAKE_PROVISION

  ; 3. The swap: renames only, undone as one.
  !insertmacro SWAP_TREES

  !insertmacro REGISTER
  !insertmacro LOG "installed ${VERSION} (before: $Before) in $INSTDIR"
  SetErrorLevel 0
SectionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_RUNNING
  SetErrorLevel 0
  !insertmacro TAKE_TREES_ASIDE
  ; What the clerks have made stays, unless the administrator says otherwise: uninstall.exe /S /PURGE
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    !insertmacro PURGE
  ${EndIf}
  !insertmacro REMOVE_TREES
  !insertmacro UNREGISTER
SectionEnd
