; What the setup says, in both languages, and the exit codes that administrators see (docs/administrators.md lists them).

!define NOT_THIS_WINDOWS 10
!define NEWER_IS_THERE 11
!define STILL_RUNNING 12
!define CANNOT_WRITE 13
!define BAD_PROVISION 14
!define NO_MACHINE_FOLDER 15
!define NOT_ALL_PURGED 16

LicenseLangString LicenceText ${LANG_VIETNAMESE} "licence-vi.txt"
LicenseLangString LicenceText ${LANG_ENGLISH} "licence-en.txt"

LangString NotThisWindows ${LANG_VIETNAMESE} "Quầy Số cần Windows 10 64-bit trở lên."
LangString NotThisWindows ${LANG_ENGLISH} "Quầy Số needs 64-bit Windows 10 or later."
LangString NewerIsThere ${LANG_VIETNAMESE} "Máy này đã có phiên bản mới hơn ($Before). Dữ liệu của bản mới không mở được bằng bản cũ, nên bộ cài dừng lại."
LangString NewerIsThere ${LANG_ENGLISH} "A newer version ($Before) is installed. An older one cannot open its data, so this setup stops."
LangString StillRunning ${LANG_VIETNAMESE} "Quầy Số đang chạy. Hãy đóng chương trình rồi làm lại."
LangString StillRunning ${LANG_ENGLISH} "Quầy Số is running. Close it and try again."
LangString CannotWrite ${LANG_VIETNAMESE} "Không ghi đủ tệp vào $INSTDIR (hết chỗ, thiếu quyền, hoặc phần mềm diệt virus đã chặn). Bản đang có được giữ nguyên."
LangString CannotWrite ${LANG_ENGLISH} "Not all files could be written to $INSTDIR (disk full, no permission, or stopped by an antivirus). What was installed before is unchanged."
LangString BadProvision ${LANG_VIETNAMESE} "Cấu hình của tỉnh không hợp lệ hoặc chữ ký không khớp. Bản đang có được giữ nguyên."
LangString BadProvision ${LANG_ENGLISH} "The province's settings are not valid or their signature does not match. What was installed before is unchanged."
LangString NoMachineFolder ${LANG_VIETNAMESE} "Không lập được thư mục $APPDATA\${APP}: có chương trình đang giữ thư mục trùng tên. Bản đang có được giữ nguyên."
LangString NoMachineFolder ${LANG_ENGLISH} "$APPDATA\${APP} cannot be made: a program holds a folder of that name. What was installed before is unchanged."
LangString PackageKind ${LANG_VIETNAMESE} "Gói hồ sơ Quầy Số"
LangString PackageKind ${LANG_ENGLISH} "Quầy Số package"
LangString UpdateKind ${LANG_VIETNAMESE} "Gói cập nhật Quầy Số"
LangString UpdateKind ${LANG_ENGLISH} "Quầy Số update"
