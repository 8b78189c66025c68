<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
    <context>
        <name>Checklist</name>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="21" />
            <source>at the province</source>
            <translation>tỉnh đã nhận</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="23" />
            <source>the province refused it</source>
            <translation>tỉnh từ chối</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="25" />
            <source>on its way</source>
            <translation>đang gửi</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="27" />
            <source>signed</source>
            <translation>đã ký</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="29" />
            <source>confirmed</source>
            <translation>đã xác nhận</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="32" />
            <source>being read</source>
            <translation>đang đọc</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="34" />
            <source>to be confirmed: Enter</source>
            <translation>chờ xác nhận: Enter</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="35" />
            <source>to be scanned: F2</source>
            <translation>chờ quét: F2</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="54" />
            <source>Result: </source>
            <translation>Kết quả: </translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/checklist.py" line="58" />
            <source>%n page(s)</source>
            <translation>%n trang</translation>
        </message>
    </context>
    <context>
        <name>DossierPage</name>
        <message>
            <location filename="../../desktop/ui/controllers/dossier.py" line="101" />
            <source>PAPERS</source>
            <translation>GIẤY TỜ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/dossier.py" line="172" />
            <source>Put «%1» into the feeder and press F2.</source>
            <translation>Đặt «%1» vào khay nạp rồi bấm F2.</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/dossier.py" line="192" />
            <source>page %1</source>
            <translation>trang %1</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/dossier.py" line="194" />
            <source>%1, blank?</source>
            <translation>%1 · trắng?</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/dossier.py" line="281" />
            <source>Scanning «%1»…</source>
            <translation>Đang quét «%1»…</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/dossier.py" line="295" />
            <source>Scanning the page again…</source>
            <translation>Đang quét lại trang…</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/dossier.py" line="307" />
            <source>Stopping…</source>
            <translation>Đang dừng…</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/dossier.py" line="310" />
            <source>Page %1</source>
            <translation>Trang %1</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/dossier.py" line="337" />
            <source>Page set aside. Ctrl+Z brings it back.</source>
            <translation>Đã bỏ trang. Ctrl+Z để lấy lại.</translation>
        </message>
    </context>
    <context>
        <name>DossierView</name>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="53" />
            <source>Pages</source>
            <translation>Các trang</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="75" />
            <source>Papers of the dossier</source>
            <translation>Giấy tờ của hồ sơ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="84" />
            <source>Number</source>
            <translation>Số</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="85" />
            <source>Date</source>
            <translation>Ngày</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="86" />
            <source>Issuer</source>
            <translation>Cơ quan</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="87" />
            <source>Signer</source>
            <translation>Người ký</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="93" />
            <source>WHAT THE PAPER SAYS</source>
            <translation>NỘI DUNG GIẤY TỜ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="100" />
            <source>F2 Scan</source>
            <translation>F2 Quét</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="101" />
            <source>F3 Scan this page again</source>
            <translation>F3 Quét lại trang</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="102" />
            <source>Del Set page aside</source>
            <translation>Del Bỏ trang</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="103" />
            <source>Enter Confirm</source>
            <translation>Enter Xác nhận</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="104" />
            <source>F9 Sign and send</source>
            <translation>F9 Ký và gửi</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/dossier.py" line="111" />
            <source>Esc Stop</source>
            <translation>Esc Dừng</translation>
        </message>
    </context>
    <context>
        <name>DossiersPage</name>
        <message>
            <location filename="../../desktop/ui/controllers/intake.py" line="66" />
            <source>acknowledged</source>
            <translation>đã xác nhận</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/intake.py" line="68" />
            <source>open</source>
            <translation>đang mở</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/intake.py" line="69" />
            <source>%1 of %2</source>
            <translation>%1/%2</translation>
        </message>
    </context>
    <context>
        <name>FrameView</name>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="30" />
            <source>TRAINING</source>
            <translation>TẬP HUẤN</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="32" />
            <source>Find a dossier, a person, a number…  Ctrl+K</source>
            <translation>Tìm hồ sơ, người, số…   Ctrl+K</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="33" />
            <source>Find</source>
            <translation>Tìm</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="83" />
            <source>Intake</source>
            <translation>Tiếp nhận</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="84" />
            <source>Outbox</source>
            <translation>Hàng đợi</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="85" />
            <source>Health check</source>
            <translation>Kiểm tra máy</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="93" />
            <source>Ctrl+N  new dossier
Ctrl+1…3  go to
F1  keys</source>
            <translation>Ctrl+N  hồ sơ mới
Ctrl+1…3  chuyển mục
F1  các phím</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="109" />
            <source>Close (Esc)</source>
            <translation>Đóng (Esc)</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="120" />
            <source>Scanner: looking…</source>
            <translation>Máy quét: đang tìm…</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="121" />
            <source>Certificate: looking…</source>
            <translation>Chứng thư: đang tìm…</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="122" />
            <source>Line: looking…</source>
            <translation>Đường truyền: đang thử…</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/frame.py" line="123" />
            <source>Outbox: empty</source>
            <translation>Hàng đợi: trống</translation>
        </message>
    </context>
    <context>
        <name>HealthPage</name>
        <message>
            <location filename="../../desktop/ui/controllers/lists.py" line="124" />
            <source>ok</source>
            <translation>tốt</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/lists.py" line="124" />
            <source>trouble</source>
            <translation>có trục trặc</translation>
        </message>
    </context>
    <context>
        <name>IntakeView</name>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="31" />
            <source>Intake</source>
            <translation>Tiếp nhận</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="33" />
            <source>New dossier (Ctrl+N)</source>
            <translation>Hồ sơ mới (Ctrl+N)</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="37" />
            <source>No dossiers yet. Press Ctrl+N, read the QR of the citizen card, then F2 to scan.</source>
            <translation>Chưa có hồ sơ nào. Bấm Ctrl+N, đọc QR thẻ căn cước của công dân, rồi F2 để quét.</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="45" />
            <source>Dossier</source>
            <translation>Hồ sơ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="46" />
            <source>Owner</source>
            <translation>Chủ hồ sơ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="47" />
            <location filename="../../desktop/ui/views/intake.py" line="80" />
            <location filename="../../desktop/ui/views/intake.py" line="93" />
            <source>Procedure</source>
            <translation>Thủ tục</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="48" />
            <source>Papers</source>
            <translation>Giấy tờ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="49" />
            <source>At the province</source>
            <translation>Ở tỉnh</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="52" />
            <source>Dossiers</source>
            <translation>Các hồ sơ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="76" />
            <source>New dossier</source>
            <translation>Hồ sơ mới</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="82" />
            <location filename="../../desktop/ui/views/intake.py" line="94" />
            <source>Case</source>
            <translation>Trường hợp</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="84" />
            <source>Put the cursor here and read the QR of the citizen card</source>
            <translation>Đặt con trỏ ở đây rồi quét QR trên thẻ căn cước</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="85" />
            <source>QR of the citizen card</source>
            <translation>QR của thẻ căn cước</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="95" />
            <source>Citizen card QR</source>
            <translation>QR thẻ căn cước</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="98" />
            <source>Open the dossier (Enter)</source>
            <translation>Mở hồ sơ (Enter)</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/intake.py" line="99" />
            <source>Back (Esc)</source>
            <translation>Quay lại (Esc)</translation>
        </message>
    </context>
    <context>
        <name>ListsView</name>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="54" />
            <source>Send again now (F5)</source>
            <translation>Gửi lại ngay (F5)</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="55" />
            <source>Set aside</source>
            <translation>Tạm dừng</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="58" />
            <source>Dossier</source>
            <translation>Hồ sơ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="59" />
            <source>Step</source>
            <translation>Bước</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="60" />
            <location filename="../../desktop/ui/views/lists.py" line="79" />
            <source>State</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="61" />
            <source>Tries</source>
            <translation>Số lần</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="62" />
            <source>Last trouble</source>
            <translation>Trục trặc gần nhất</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="66" />
            <location filename="../../desktop/ui/views/lists.py" line="68" />
            <source>Outbox</source>
            <translation>Hàng đợi</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="67" />
            <source>Nothing is waiting. Signed dossiers go to the province by themselves.</source>
            <translation>Không có gì đang chờ. Hồ sơ đã ký sẽ tự gửi về tỉnh.</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="75" />
            <source>Look again (F5)</source>
            <translation>Kiểm tra lại (F5)</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="78" />
            <source>Part</source>
            <translation>Bộ phận</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="80" />
            <source>Found</source>
            <translation>Tình trạng</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="81" />
            <source>What to do</source>
            <translation>Cần làm gì</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="85" />
            <location filename="../../desktop/ui/views/lists.py" line="87" />
            <source>Health check</source>
            <translation>Kiểm tra máy</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/lists.py" line="89" />
            <source>Press F5 to look at every part.</source>
            <translation>Bấm F5 để kiểm tra từng bộ phận.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="173" />
            <source>Keys</source>
            <translation>Các phím</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="175" />
            <source>Ctrl+N new dossier · F2 scan · F3 scan the page again · Del set page aside · Ctrl+Z undo · Enter confirm · F9 sign and send · arrows papers and pages · Ctrl + − 0 zoom · Ctrl+1 2 3 go to · Ctrl+K find · Esc stop</source>
            <translation>Ctrl+N hồ sơ mới · F2 quét · F3 quét lại trang · Del bỏ trang · Ctrl+Z hoàn tác · Enter xác nhận · F9 ký và gửi · mũi tên: giấy tờ và trang · Ctrl + − 0 phóng to, thu nhỏ · Ctrl+1 2 3 chuyển mục · Ctrl+K tìm · Esc dừng</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="189" />
            <source>Signed. The dossier goes to the province by itself.</source>
            <translation>Đã ký xong. Hồ sơ đang tự gửi về tỉnh.</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="190" />
            <source>Call the next number.</source>
            <translation>Mời số tiếp theo.</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="253" />
            <source>Quầy Số met an error of its own. Nothing that was saved is lost.</source>
            <translation>Quầy Số gặp một lỗi của chính mình. Những gì đã lưu không mất.</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="254" />
            <source>Go on working; tell the help desk the time. The log has the details.</source>
            <translation>Cứ làm việc tiếp; báo bộ phận hỗ trợ thời điểm xảy ra, chi tiết đã ghi trong nhật ký.</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="291" />
            <source>could not be looked at</source>
            <translation>chưa kiểm tra được</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="296" />
            <source>Scanner</source>
            <translation>Máy quét</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="296" />
            <source>Certificate</source>
            <translation>Chứng thư</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="296" />
            <source>Line</source>
            <translation>Đường truyền</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="297" />
            <source>ready</source>
            <translation>sẵn sàng</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="297" />
            <source>trouble</source>
            <translation>có trục trặc</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="310" />
            <source>%1 papers waiting to be sent</source>
            <translation>%1 giấy tờ chờ gửi</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="311" />
            <source>Nothing waiting</source>
            <translation>Không có gì chờ gửi</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/main_window.py" line="313" />
            <source>Outbox</source>
            <translation>Hàng đợi</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <location filename="../../desktop/ui/window.py" line="68" />
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>Đồng ý</translation>
        </message>
        <message>
            <source>&amp;OK</source>
            <translation>Đồng ý</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Save All</source>
            <translation>Lưu tất cả</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>Có</translation>
        </message>
        <message>
            <source>Yes to &amp;All</source>
            <translation>Có cho tất cả</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>Không</translation>
        </message>
        <message>
            <source>N&amp;o to All</source>
            <translation>Không cho tất cả</translation>
        </message>
        <message>
            <source>Abort</source>
            <translation>Dừng</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Bỏ qua</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Bỏ qua</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Không lưu</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Trợ giúp</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Áp dụng</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Đặt lại</translation>
        </message>
        <message>
            <source>Restore Defaults</source>
            <translation>Về mặc định</translation>
        </message>
    </context>
    <context>
        <name>SigningDialog</name>
        <message>
            <location filename="../../desktop/ui/controllers/signing.py" line="30" />
            <source>Sign and send</source>
            <translation>Ký và gửi</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/signing.py" line="34" />
            <source>Sign %1 papers with one PIN</source>
            <translation>Ký %1 giấy tờ bằng một mã PIN</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/signing.py" line="46" />
            <source>Looking for the signing USB…</source>
            <translation>Đang tìm USB ký số…</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/signing.py" line="53" />
            <source>No certificate found. Plug the signing USB in, close this and press F9 again.</source>
            <translation>Không thấy chứng thư số. Cắm USB ký số, đóng khung này rồi bấm F9 lại.</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/signing.py" line="68" />
            <source>%1 days left</source>
            <translation>còn %1 ngày</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/signing.py" line="69" />
            <source>issued by </source>
            <translation>cấp bởi </translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/signing.py" line="103" />
            <source>Signing «%1»…</source>
            <translation>Đang ký «%1»…</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/signing.py" line="109" />
            <source>Stopped. Press F9 to sign the rest.</source>
            <translation>Đã dừng. Bấm F9 để ký phần còn lại.</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/controllers/signing.py" line="120" />
            <source>Something went wrong; nothing was half signed. See the log.</source>
            <translation>Có lỗi xảy ra; không giấy tờ nào bị ký dở. Xem nhật ký.</translation>
        </message>
    </context>
    <context>
        <name>SigningView</name>
        <message>
            <location filename="../../desktop/ui/views/signing.py" line="23" />
            <source>Papers to sign</source>
            <translation>Giấy tờ sẽ ký</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/signing.py" line="27" />
            <source>Certificate</source>
            <translation>Chứng thư</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/signing.py" line="28" />
            <source>CERTIFICATE</source>
            <translation>CHỨNG THƯ SỐ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/signing.py" line="32" />
            <source>PIN OF THE SIGNING USB</source>
            <translation>MÃ PIN CỦA USB KÝ SỐ</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/signing.py" line="35" />
            <source>PIN of the signing USB</source>
            <translation>Mã PIN của USB ký số</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/signing.py" line="47" />
            <source>Cancel (Esc)</source>
            <translation>Bỏ qua (Esc)</translation>
        </message>
        <message>
            <location filename="../../desktop/ui/views/signing.py" line="48" />
            <source>Sign and send (Enter)</source>
            <translation>Ký và gửi (Enter)</translation>
        </message>
    </context>
    <context>
        <name>QLineEdit</name>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Hoàn tác</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>Làm &amp;lại</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Cắt</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Sao chép</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Dán</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Xoá</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Chọn tất cả</translation>
        </message>
    </context>
    <context>
        <name>QWidgetTextControl</name>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Hoàn tác</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>Làm &amp;lại</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Cắt</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Sao chép</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Dán</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Xoá</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Chọn tất cả</translation>
        </message>
    </context>
</TS>
