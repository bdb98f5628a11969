; SPDX-License-Identifier: MIT
; The per-user installer for Windows: no administrator rights, silent with /S, upgrades in place. The schools'
; own files are never below $INSTDIR and are never touched, neither here nor on uninstalling.
Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma
Name "Graduated Response"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Graduated Response"
InstallDirRegKey HKCU "Software\Graduated Response" "InstallDir"
BrandingText "Graduated Response ${VERSION}"

!include MUI2.nsh
!include LogicLib.nsh
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Graduated Response.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${SOURCE}\src\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Graduated Response"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Graduated Response, set-up"
VIAddVersionKey LegalCopyright "The Graduated Response authors, MIT"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Graduated Response"
!define STORE_TYPE "GraduatedResponse.Store"

; The launcher holds this mutex for as long as the program is open. Replacing its files then would leave
; half of each version behind.
!macro RefuseWhileOpen
  again:
  System::Call 'kernel32::OpenMutexW(i 0x00100000, i 0, w "GraduatedResponseIsOpen") p .r0'
  ${If} $0 P<> 0
    System::Call 'kernel32::CloseHandle(p r0)'
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Graduated Response is open. Close it, then choose Retry. Nothing has been changed." /SD IDCANCEL IDRETRY again
    SetErrorLevel 3
    Quit
  ${EndIf}
!macroend

!macro RemoveProgram
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\pkgs"
  RMDir /r "$INSTDIR\src"
  Delete "$INSTDIR\Graduated Response.exe"
  Delete "$INSTDIR\graduated-response-cli.exe"
!macroend

Function .onInit
  !insertmacro RefuseWhileOpen
FunctionEnd

Function un.onInit
  !insertmacro RefuseWhileOpen
FunctionEnd

Section
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  ; Compiled once here, so that every start is quick. Where that fails the program only starts more slowly.
  nsExec::Exec '"$INSTDIR\python\python.exe" -I -m compileall -q "$INSTDIR\pkgs" "$INSTDIR\src"'
  Pop $0
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\Graduated Response" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Graduated Response"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Graduated Response authors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Graduated Response.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegStr HKCU "Software\Classes\.grstore" "" "${STORE_TYPE}"
  WriteRegStr HKCU "Software\Classes\${STORE_TYPE}" "" "A school's records (Graduated Response)"
  WriteRegStr HKCU "Software\Classes\${STORE_TYPE}\DefaultIcon" "" "$INSTDIR\Graduated Response.exe"
  WriteRegStr HKCU "Software\Classes\${STORE_TYPE}\shell\open\command" "" '"$INSTDIR\Graduated Response.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  CreateShortcut "$SMPROGRAMS\Graduated Response.lnk" "$INSTDIR\Graduated Response.exe"
SectionEnd

Section Uninstall
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Graduated Response.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Graduated Response"
  DeleteRegKey HKCU "Software\Classes\.grstore"
  DeleteRegKey HKCU "Software\Classes\${STORE_TYPE}"
SectionEnd
