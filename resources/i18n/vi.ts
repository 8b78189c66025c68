<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>Account</name>
    <message>
        <source>Province: %1</source>
        <translation>Tỉnh: %1</translation>
    </message>
    <message>
        <source>Province: session over, log in again (%k)</source>
        <translation>Tỉnh: hết phiên, đăng nhập lại (%k)</translation>
    </message>
    <message>
        <source>Province: not logged in (%k)</source>
        <translation>Tỉnh: chưa đăng nhập (%k)</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>Crop</source>
        <translation>Cắt</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Gửi</translation>
    </message>
    <message>
        <source>Sign for the agency</source>
        <translation>Ký cơ quan</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Ký</translation>
    </message>
    <message>
        <source>New dossier</source>
        <translation>Hồ sơ mới</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Tìm</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Các phím</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Ngôn ngữ khác</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Sáng hoặc tối</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Đồng ý</translation>
    </message>
    <message>
        <source>What the lights say</source>
        <translation>Các đèn báo gì</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Quét</translation>
    </message>
    <message>
        <source>A pile with separator sheets</source>
        <translation>Chồng giấy có tờ phân tách</translation>
    </message>
    <message>
        <source>Scan this page again</source>
        <translation>Quét lại trang</translation>
    </message>
    <message>
        <source>Separator sheets to print…</source>
        <translation>In tờ phân tách…</translation>
    </message>
    <message>
        <source>A file that the citizen brings…</source>
        <translation>Tệp người dân mang tới…</translation>
    </message>
    <message>
        <source>From the e-store instead of scanning</source>
        <translation>Lấy từ Kho thay cho quét</translation>
    </message>
    <message>
        <source>Ask the e-stores anew</source>
        <translation>Hỏi lại các Kho</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Xác nhận</translation>
    </message>
    <message>
        <source>Sign and send</source>
        <translation>Ký và gửi</translation>
    </message>
    <message>
        <source>The paper before</source>
        <translation>Giấy tờ trước</translation>
    </message>
    <message>
        <source>The next paper</source>
        <translation>Giấy tờ sau</translation>
    </message>
    <message>
        <source>The page before</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <source>The next page</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <source>Take the other reading</source>
        <translation>Lấy cách đọc kia</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>Xoay phải</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>Xoay trái</translation>
    </message>
    <message>
        <source>Crop…</source>
        <translation>Cắt…</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>Chỉnh thẳng</translation>
    </message>
    <message>
        <source>Whiten the paper</source>
        <translation>Làm trắng nền</translation>
    </message>
    <message>
        <source>As proposed at first</source>
        <translation>Trả về như máy đề xuất</translation>
    </message>
    <message>
        <source>One place up</source>
        <translation>Lên một vị trí</translation>
    </message>
    <message>
        <source>One place down</source>
        <translation>Xuống một vị trí</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>Chuyển sang</translation>
    </message>
    <message>
        <source>Move this page and all behind it to</source>
        <translation>Chuyển trang này và các trang sau sang</translation>
    </message>
    <message>
        <source>The backs begin here: put fronts and backs together</source>
        <translation>Mặt sau bắt đầu từ trang này: ghép mặt trước với mặt sau</translation>
    </message>
    <message>
        <source>Front and back of a card, with the next page: onto one A4</source>
        <translation>Hai mặt thẻ (trang này và trang sau): đặt lên một trang A4</translation>
    </message>
    <message>
        <source>Set page aside</source>
        <translation>Bỏ trang</translation>
    </message>
    <message>
        <source>Set aside before</source>
        <translation>Trang đã bỏ</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Xem tệp</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>To USB</source>
        <translation>Chép vào USB</translation>
    </message>
    <message>
        <source>For the citizen</source>
        <translation>Cho công dân</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>To hơn</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Nhỏ hơn</translation>
    </message>
    <message>
        <source>By width or whole</source>
        <translation>Theo bề ngang hoặc cả trang</translation>
    </message>
    <message>
        <source>Driver of the signing USB…</source>
        <translation>Trình điều khiển USB ký số…</translation>
    </message>
    <message>
        <source>Take note…</source>
        <translation>Ghi nhận…</translation>
    </message>
    <message>
        <source>Move the signature</source>
        <translation>Dời khung chữ ký</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Tự động</translation>
    </message>
    <message>
        <source>Citizen card</source>
        <translation>Thẻ căn cước</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Nhập tay</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Tổ chức</translation>
    </message>
    <message>
        <source>Was here before</source>
        <translation>Đã từng đến</translation>
    </message>
    <message>
        <source>Invented citizen</source>
        <translation>Công dân mẫu</translation>
    </message>
    <message>
        <source>Handed in by somebody else</source>
        <translation>Người khác nộp thay</translation>
    </message>
    <message>
        <source>Set up step by step</source>
        <translation>Cài đặt từng bước</translation>
    </message>
    <message>
        <source>To the scanner</source>
        <translation>Tới máy quét</translation>
    </message>
    <message>
        <source>To the signing USB</source>
        <translation>Tới USB ký số</translation>
    </message>
    <message>
        <source>To the province</source>
        <translation>Tới hệ thống của tỉnh</translation>
    </message>
    <message>
        <source>To unit and official</source>
        <translation>Tới đơn vị, cán bộ</translation>
    </message>
    <message>
        <source>To the practice dossier</source>
        <translation>Tới hồ sơ tập</translation>
    </message>
    <message>
        <source>Answer anew</source>
        <translation>Trả lời lại</translation>
    </message>
    <message>
        <source>Who comes for a result</source>
        <translation>Ai đến nhận kết quả</translation>
    </message>
    <message>
        <source>Electronic original…</source>
        <translation>Bản điện tử…</translation>
    </message>
    <message>
        <source>Not certified</source>
        <translation>Không chứng thực</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>Bản giấy</translation>
    </message>
    <message>
        <source>Electronically</source>
        <translation>Bản điện tử</translation>
    </message>
    <message>
        <source>By post</source>
        <translation>Bưu chính</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Người nhận thay</translation>
    </message>
    <message>
        <source>Open a book…</source>
        <translation>Mở quyển…</translation>
    </message>
    <message>
        <source>Confirm it all the same</source>
        <translation>Vẫn xác nhận</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Nhật ký</translation>
    </message>
    <message>
        <source>Citizen&apos;s screen</source>
        <translation>Màn hình người dân</translation>
    </message>
    <message>
        <source>Digitise anew</source>
        <translation>Số hóa lại</translation>
    </message>
    <message>
        <source>Slips</source>
        <translation>Phiếu</translation>
    </message>
    <message>
        <source>A declaration filled in, to be signed…</source>
        <translation>Tờ khai điền sẵn để ký…</translation>
    </message>
    <message>
        <source>01 Receipt</source>
        <translation>01 Tiếp nhận</translation>
    </message>
    <message>
        <source>02 Additions</source>
        <translation>02 Bổ sung</translation>
    </message>
    <message>
        <source>03 Refusal</source>
        <translation>03 Từ chối</translation>
    </message>
    <message>
        <source>04 Apology</source>
        <translation>04 Xin lỗi</translation>
    </message>
    <message>
        <source>The additions came</source>
        <translation>Đã nhận đủ bổ sung</translation>
    </message>
    <message>
        <source>Originals given back</source>
        <translation>Đã trả bản chính</translation>
    </message>
    <message>
        <source>Lock, or change the official</source>
        <translation>Khoá, hoặc đổi cán bộ</translation>
    </message>
    <message>
        <source>By signing USB</source>
        <translation>Bằng USB ký số</translation>
    </message>
    <message>
        <source>By password</source>
        <translation>Bằng mật khẩu</translation>
    </message>
    <message>
        <source>Who is logged in</source>
        <translation>Người đang đăng nhập</translation>
    </message>
    <message>
        <source>Officials</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>Change my password…</source>
        <translation>Đổi mật khẩu của tôi…</translation>
    </message>
    <message>
        <source>Log in by my signing USB…</source>
        <translation>Đăng nhập bằng USB ký số của tôi…</translation>
    </message>
    <message>
        <source>Add an official…</source>
        <translation>Thêm cán bộ…</translation>
    </message>
    <message>
        <source>New password…</source>
        <translation>Mật khẩu mới…</translation>
    </message>
    <message>
        <source>Do not take over</source>
        <translation>Không nhận</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Lấy lại</translation>
    </message>
    <message>
        <source>Take over here…</source>
        <translation>Bên nhận xác nhận tại đây…</translation>
    </message>
    <message>
        <source>Against the plans</source>
        <translation>Theo dõi kế hoạch</translation>
    </message>
    <message>
        <source>Register of dossiers…</source>
        <translation>Sổ theo dõi hồ sơ…</translation>
    </message>
    <message>
        <source>Filed online</source>
        <translation>Nộp trực tuyến</translation>
    </message>
    <message>
        <source>DOSSIER</source>
        <translation>HỒ SƠ</translation>
    </message>
    <message>
        <source>new dossier, its slips</source>
        <translation>hồ sơ mới, phiếu của hồ sơ</translation>
    </message>
    <message>
        <source>scan the paper that is missing next</source>
        <translation>quét giấy tờ còn thiếu kế tiếp</translation>
    </message>
    <message>
        <source>page again, in its place; paper anew</source>
        <translation>quét lại trang; số hóa lại giấy tờ</translation>
    </message>
    <message>
        <source>take it from the e-store, or give it back</source>
        <translation>lấy từ Kho, hoặc trả lại Kho</translation>
    </message>
    <message>
        <source>ask the e-stores anew</source>
        <translation>hỏi lại các Kho</translation>
    </message>
    <message>
        <source>confirm the paper</source>
        <translation>xác nhận giấy tờ</translation>
    </message>
    <message>
        <source>sign and send</source>
        <translation>ký và gửi</translation>
    </message>
    <message>
        <source>the journal, the citizen&apos;s screen</source>
        <translation>nhật ký, màn hình người dân</translation>
    </message>
    <message>
        <source>turn right, left, crop</source>
        <translation>xoay phải, trái, cắt</translation>
    </message>
    <message>
        <source>straighten, whiten, or not</source>
        <translation>nắn thẳng, làm trắng, hoặc thôi</translation>
    </message>
    <message>
        <source>set the page aside, undo, redo</source>
        <translation>bỏ trang, hoàn tác, làm lại</translation>
    </message>
    <message>
        <source>SIGNED FILE</source>
        <translation>TỆP ĐÃ KÝ</translation>
    </message>
    <message>
        <source>print it, save it, copy it to USB</source>
        <translation>in, lưu, chép vào USB</translation>
    </message>
    <message>
        <source>papers, pages</source>
        <translation>đổi giấy tờ, đổi trang</translation>
    </message>
    <message>
        <source>driver of the signing USB, revoked: noted</source>
        <translation>trình điều khiển USB, ghi nhận thu hồi</translation>
    </message>
    <message>
        <source>PAGE</source>
        <translation>TRANG</translation>
    </message>
    <message>
        <source>A procedure used often</source>
        <translation>Thủ tục hay dùng</translation>
    </message>
    <message>
        <source>05 Stop</source>
        <translation>05 Dừng giải quyết</translation>
    </message>
    <message>
        <source>06 Control</source>
        <translation>06 Kiểm soát</translation>
    </message>
    <message>
        <source>Give dossiers to another…</source>
        <translation>Bàn giao hồ sơ…</translation>
    </message>
    <message>
        <source>scan a pile; a declaration to sign</source>
        <translation>quét cả chồng; in tờ khai</translation>
    </message>
    <message>
        <source>take in a file, make an electronic result</source>
        <translation>nhận tệp, lập bản điện tử</translation>
    </message>
    <message>
        <source>stop, close, back; take what is offered</source>
        <translation>dừng, đóng, lùi; nhận đề nghị</translation>
    </message>
    <message>
        <source>one place up, down</source>
        <translation>lên, xuống một vị trí</translation>
    </message>
    <message>
        <source>larger, smaller, by width or whole</source>
        <translation>to, nhỏ, theo bề ngang hoặc cả trang</translation>
    </message>
    <message>
        <source>take the other reading</source>
        <translation>lấy cách đọc kia</translation>
    </message>
    <message>
        <source>see it; all of the dossier to the citizen</source>
        <translation>xem; cả hồ sơ cho công dân</translation>
    </message>
    <message>
        <source>PROGRAM</source>
        <translation>CHƯƠNG TRÌNH</translation>
    </message>
    <message>
        <source>find a dossier, who comes for a result, this sheet</source>
        <translation>tìm hồ sơ, ai đến nhận, bảng phím</translation>
    </message>
    <message>
        <source>log in at the province, or out; first run</source>
        <translation>đăng nhập tỉnh hay ra; lần chạy đầu</translation>
    </message>
    <message>
        <source>look or send again, what a light says, my menu</source>
        <translation>kiểm tra, gửi lại; đèn; việc của mình</translation>
    </message>
    <message>
        <source>other language, light or dark, lock</source>
        <translation>tiếng khác, sáng tối, khoá quầy</translation>
    </message>
    <message>
        <source>signing: move the signature, or not</source>
        <translation>khi ký: dời khung chữ ký, về tự động</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Khoá</translation>
    </message>
</context>
<context>
    <name>AgencyPage</name>
    <message>
        <source>Waiting for the agency&apos;s signature, oldest first</source>
        <translation>Chờ chữ ký của cơ quan, cũ nhất trước</translation>
    </message>
    <message>
        <source>Look at all and sign</source>
        <translation>Xem từng bản rồi ký</translation>
    </message>
    <message>
        <source>No dossier waits for the agency&apos;s signature.</source>
        <translation>Không có hồ sơ nào chờ chữ ký của cơ quan.</translation>
    </message>
    <message>
        <source>Only the oldest %1 are listed; the others follow when these are signed.</source>
        <translation>Chỉ liệt kê %1 hồ sơ cũ nhất; ký xong các hồ sơ này thì các hồ sơ khác hiện ra.</translation>
    </message>
    <message>
        <source>Signed for the agency. The dossiers go to the province by themselves.</source>
        <translation>Đã ký cho cơ quan. Các hồ sơ tự gửi về tỉnh.</translation>
    </message>
</context>
<context>
    <name>Appearance</name>
    <message>
        <source>Wait until it is done, then press %k again.</source>
        <translation>Chờ xong rồi bấm %k lần nữa.</translation>
    </message>
    <message>
        <source>Something is under way that must not be cut off.</source>
        <translation>Đang có việc chưa xong, không ngắt giữa chừng được.</translation>
    </message>
</context>
<context>
    <name>BookQuestionView</name>
    <message>
        <source>A new result begins</source>
        <translation>Bắt đầu kết quả mới</translation>
    </message>
    <message>
        <source>It belongs to the one before</source>
        <translation>Thuộc kết quả trước</translation>
    </message>
    <message>
        <source>It is an ordinary page</source>
        <translation>Là trang thường</translation>
    </message>
</context>
<context>
    <name>Books</name>
    <message>
        <source>a sheet in doubt: answer above</source>
        <translation>có tờ chưa rõ: trả lời ở trên</translation>
    </message>
    <message>
        <source>being read: %1 of %2 sheets</source>
        <translation>đang đọc: %1/%2 tờ</translation>
    </message>
    <message>
        <source>%1 sheets more than were counted</source>
        <translation>nhiều hơn số đã đếm %1 tờ</translation>
    </message>
    <message>
        <source>%1 results to look at</source>
        <translation>%1 kết quả cần xem</translation>
    </message>
    <message>
        <source>%1 of %2 sheets: scan</source>
        <translation>%1/%2 tờ: quét tiếp</translation>
    </message>
    <message>
        <source>done</source>
        <translation>xong</translation>
    </message>
</context>
<context>
    <name>BooksPage</name>
    <message>
        <source>Looking at the books…</source>
        <translation>Đang xem các quyển…</translation>
    </message>
    <message>
        <source>No register book yet. %k opens the first one.</source>
        <translation>Chưa có quyển nào. %k mở quyển đầu tiên.</translation>
    </message>
    <message>
        <source>no book</source>
        <translation>chưa có quyển</translation>
    </message>
    <message>
        <source>%1 sheets · target %2 %</source>
        <translation>%1 tờ · chỉ tiêu %2 %</translation>
    </message>
    <message>
        <source>%1 · %k stops</source>
        <translation>%1 · %k dừng</translation>
    </message>
    <message>
        <source>%k makes its separator sheet; lay it on the pile, then scan.</source>
        <translation>%k in tờ phân tách; đặt lên trên chồng giấy rồi quét.</translation>
    </message>
    <message>
        <source>%1 is open.</source>
        <translation>Đã mở %1.</translation>
    </message>
    <message>
        <source>Separator sheet to print</source>
        <translation>Tờ phân tách để in</translation>
    </message>
    <message>
        <source>Drawing the separator sheet…</source>
        <translation>Đang vẽ tờ phân tách…</translation>
    </message>
    <message>
        <source>Sorting the book…</source>
        <translation>Đang xếp quyển…</translation>
    </message>
</context>
<context>
    <name>BooksView</name>
    <message>
        <source>Separator sheet</source>
        <translation>Tờ phân tách</translation>
    </message>
    <message>
        <source>Look and confirm</source>
        <translation>Xem và xác nhận</translation>
    </message>
</context>
<context>
    <name>BundleDialog</name>
    <message>
        <source>For the citizen</source>
        <translation>Cho công dân</translation>
    </message>
    <message>
        <source>Looking at the papers…</source>
        <translation>Đang xem các giấy tờ…</translation>
    </message>
    <message>
        <source>%1 of %2 papers can go along</source>
        <translation>%1/%2 giấy tờ giao được</translation>
    </message>
    <message>
        <source>No paper can go along yet</source>
        <translation>Chưa có giấy tờ nào giao được</translation>
    </message>
    <message>
        <source>the owner</source>
        <translation>chủ hồ sơ</translation>
    </message>
    <message>
        <source>who handed it in</source>
        <translation>người nộp thay</translation>
    </message>
    <message>
        <source>The journal will say: %1. No full name stands in it.</source>
        <translation>Nhật ký sẽ ghi: %1. Nhật ký không ghi cả tên.</translation>
    </message>
    <message>
        <source>%1 papers are on %2 in «%3», read back and the same.</source>
        <translation>Đã chép %1 giấy tờ vào %2, thư mục «%3»; đọc lại thấy đúng.</translation>
    </message>
    <message>
        <source>Have the system eject the stick before it is pulled.</source>
        <translation>Ngắt USB (Eject) rồi mới rút.</translation>
    </message>
    <message>
        <source>Copying to %1…</source>
        <translation>Đang chép vào %1…</translation>
    </message>
    <message>
        <source>Save the papers</source>
        <translation>Lưu các giấy tờ</translation>
    </message>
    <message>
        <source>%1 papers are in «%2», read back and the same.</source>
        <translation>Đã lưu %1 giấy tờ trong «%2»; đọc lại thấy đúng.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Đang lưu…</translation>
    </message>
    <message>
        <source>Something went wrong; nothing was half written. See the log.</source>
        <translation>Có lỗi; không có tệp nào ghi dở. Xem nhật ký máy.</translation>
    </message>
</context>
<context>
    <name>BundleView</name>
    <message>
        <source>Papers that go along, and those that stay</source>
        <translation>Giấy tờ giao được và giấy tờ ở lại</translation>
    </message>
    <message>
        <source>WHO TAKES THEM</source>
        <translation>NGƯỜI NHẬN</translation>
    </message>
    <message>
        <source>Who takes them</source>
        <translation>Người nhận</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Bỏ qua (Esc)</translation>
    </message>
    <message>
        <source>Save as ZIP…</source>
        <translation>Lưu tệp ZIP…</translation>
    </message>
    <message>
        <source>Copy to a USB stick (Enter)</source>
        <translation>Chép vào USB (Enter)</translation>
    </message>
</context>
<context>
    <name>CardForm</name>
    <message>
        <source>Reading the card on the scanner… Esc stops.</source>
        <translation>Đang đọc thẻ trên máy quét… Esc để dừng.</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.pdf *.tif *.tiff *.webp *.bmp)</source>
        <translation>Ảnh (*.jpg *.jpeg *.png *.pdf *.tif *.tiff *.webp *.bmp)</translation>
    </message>
    <message>
        <source>Picture of a card</source>
        <translation>Ảnh thẻ căn cước</translation>
    </message>
    <message>
        <source>Reading the picture… Esc stops.</source>
        <translation>Đang đọc ảnh… Esc để dừng.</translation>
    </message>
    <message>
        <source>The card could not be read. Type the owner by hand (%k).</source>
        <translation>Không đọc được thẻ. Bấm %k để nhập tay.</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>at the province</source>
        <translation>tỉnh đã nhận</translation>
    </message>
    <message>
        <source>the province refused it</source>
        <translation>tỉnh từ chối</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>đang gửi</translation>
    </message>
    <message>
        <source>waits for the seal keeper</source>
        <translation>chờ Văn thư ký</translation>
    </message>
    <message>
        <source>for the agency: %k</source>
        <translation>chờ ký cơ quan: %k</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>đã ký</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>đã xác nhận</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>đang đọc</translation>
    </message>
    <message>
        <source>to be confirmed: %k</source>
        <translation>chờ xác nhận: %k</translation>
    </message>
    <message>
        <source>in the e-store: %k</source>
        <translation>có trong Kho: %k</translation>
    </message>
    <message>
        <source>to be scanned: %k</source>
        <translation>chờ quét: %k</translation>
    </message>
    <message>
        <source>Papers of the dossier</source>
        <translation>Giấy tờ của hồ sơ</translation>
    </message>
    <message>
        <source>not to be scanned</source>
        <translation>không phải quét</translation>
    </message>
    <message>
        <source>%1 kB a page</source>
        <translation>%1 kB mỗi trang</translation>
    </message>
    <message>
        <source>%1 kB, signed before</source>
        <translation>%1 kB, đã ký sẵn</translation>
    </message>
    <message>
        <source>Result: </source>
        <translation>Kết quả: </translation>
    </message>
    <message>
        <source>%n page(s)</source>
        <translation>%n trang</translation>
    </message>
</context>
<context>
    <name>Citizen</name>
    <message>
        <source>Looking for the citizen&apos;s dossiers…</source>
        <translation>Đang tìm hồ sơ của công dân…</translation>
    </message>
</context>
<context>
    <name>CitizenScreen</name>
    <message>
        <source>The citizen&apos;s screen is closed.</source>
        <translation>Đã tắt màn hình người dân.</translation>
    </message>
    <message>
        <source>The citizen sees this dossier on her screen; %k closes it.</source>
        <translation>Người dân đang thấy hồ sơ này trên màn hình của mình; nhấn %k để tắt.</translation>
    </message>
    <message>
        <source>The citizen&apos;s screen is open, and blank until a dossier has its turn; %k closes it.</source>
        <translation>Màn hình người dân đã bật, còn trống cho đến lượt một hồ sơ; nhấn %k để tắt.</translation>
    </message>
</context>
<context>
    <name>CitizenWindow</name>
    <message>
        <source>The citizen&apos;s screen</source>
        <translation>Màn hình người dân</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Kính chào ông/bà</translation>
    </message>
    <message>
        <source>When it is your turn, you see your own papers here.</source>
        <translation>Đến lượt, ông/bà sẽ thấy giấy tờ của chính mình ở đây.</translation>
    </message>
    <message>
        <source>Please read it: it will be printed for you to complete and sign.</source>
        <translation>Mời xem kỹ: tờ này sẽ được in ra để điền nốt và ký.</translation>
    </message>
    <message>
        <source>You ask for</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>You will get</source>
        <translation>Ông/bà sẽ nhận</translation>
    </message>
    <message>
        <source>Day of return</source>
        <translation>Ngày hẹn trả</translation>
    </message>
    <message>
        <source>Your papers</source>
        <translation>Giấy tờ của ông/bà</translation>
    </message>
    <message>
        <source>%1 pages</source>
        <translation>%1 trang</translation>
    </message>
    <message>
        <source>Code of your dossier</source>
        <translation>Mã hồ sơ của ông/bà</translation>
    </message>
</context>
<context>
    <name>ContentsPanel</name>
    <message>
        <source>The procedure does not say whether it has state secrets. «%1» must have none.</source>
        <translation>Thủ tục này không ghi có bí mật nhà nước hay không. «%1» phải không chứa bí mật nhà nước.</translation>
    </message>
    <message>
        <source>Where it has one, set its pages aside.</source>
        <translation>Nếu có thì bỏ riêng các trang.</translation>
    </message>
    <message>
        <source>This looks like «%1», not like «%2».</source>
        <translation>Giấy này giống «%1», không giống «%2».</translation>
    </message>
    <message>
        <source>read otherwise: «%1»</source>
        <translation>đọc cách khác: «%1»</translation>
    </message>
</context>
<context>
    <name>ContentsView</name>
    <message>
        <source>Sheets counted by hand</source>
        <translation>Số tờ đếm được</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>Số tờ</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Cơ quan</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>Người ký</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Có giá trị đến</translation>
    </message>
    <message>
        <source>Valid in</source>
        <translation>Phạm vi</translation>
    </message>
    <message>
        <source>Where the value stands on the page</source>
        <translation>Chỗ ghi mục này trên trang</translation>
    </message>
    <message>
        <source>It belongs here</source>
        <translation>Để ở đây</translation>
    </message>
    <message>
        <source>Move it there</source>
        <translation>Chuyển chỗ</translation>
    </message>
    <message>
        <source>by its type: %1</source>
        <translation>theo loại giấy: %1</translation>
    </message>
</context>
<context>
    <name>Copies</name>
    <message>
        <source>to be signed</source>
        <translation>chờ ký</translation>
    </message>
    <message>
        <source>waits for the agency</source>
        <translation>chờ cơ quan ký</translation>
    </message>
    <message>
        <source>to be printed</source>
        <translation>chờ in</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>đã in</translation>
    </message>
</context>
<context>
    <name>CopiesPage</name>
    <message>
        <source>Looking which copies wait…</source>
        <translation>Đang xem bản sao nào còn chờ…</translation>
    </message>
    <message>
        <source>Copies that are here</source>
        <translation>Bản sao đang có ở quầy</translation>
    </message>
    <message>
        <source>No copy is here. Put an original into the scanner and press %k; each original is one copy.</source>
        <translation>Chưa có bản sao nào. Đặt bản chính vào máy quét rồi bấm %k; mỗi bản chính là một bản sao.</translation>
    </message>
    <message>
        <source>Scanned by mistake: delete these pages</source>
        <translation>Quét nhầm: xoá các trang này</translation>
    </message>
    <message>
        <source>%k scans the next original</source>
        <translation>%k quét bản chính tiếp theo</translation>
    </message>
    <message>
        <source>Making room for the original…</source>
        <translation>Đang chuẩn bị chỗ cho bản chính…</translation>
    </message>
    <message>
        <source>Certifying «%1»…</source>
        <translation>Đang chứng thực «%1»…</translation>
    </message>
    <message>
        <source>Certified as number %1.</source>
        <translation>Đã chứng thực, số %1.</translation>
    </message>
    <message>
        <source>%k signs it; scan the next original of the same person first, if any.</source>
        <translation>%k để ký; người này còn bản chính khác thì quét tiếp trước đã.</translation>
    </message>
    <message>
        <source>Deleting the pages…</source>
        <translation>Đang xoá các trang…</translation>
    </message>
    <message>
        <source>Not certified. Its pages are deleted; the reason is noted.</source>
        <translation>Không chứng thực. Các trang đã xoá, lý do đã ghi nhật ký.</translation>
    </message>
    <message>
        <source>Signed. The seal keeper signs for the agency next.</source>
        <translation>Đã ký. Tiếp theo Văn thư ký thay cơ quan.</translation>
    </message>
    <message>
        <source>%1 copies are signed.</source>
        <translation>Đã ký đủ %1 bản sao.</translation>
    </message>
    <message>
        <source>%k prints the marked one.</source>
        <translation>%k in bản đang chọn.</translation>
    </message>
    <message>
        <source>Signed file that is wanted on paper</source>
        <translation>Tệp đã ký số cần in ra giấy</translation>
    </message>
</context>
<context>
    <name>CopiesView</name>
    <message>
        <source>Certified copies</source>
        <translation>Chứng thực</translation>
    </message>
    <message>
        <source>Page of the original</source>
        <translation>Trang của bản chính</translation>
    </message>
    <message>
        <source>Who asks for it</source>
        <translation>Người yêu cầu</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Tên giấy tờ</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Blank pages too</source>
        <translation>Cả trang trắng</translation>
    </message>
    <message>
        <source>WORDS ON THE PAGE</source>
        <translation>LỜI CHỨNG TRÊN TRANG</translation>
    </message>
    <message>
        <source>Signed file to paper</source>
        <translation>Tệp ký số ra giấy</translation>
    </message>
    <message>
        <source>Sign copies</source>
        <translation>Ký bản sao</translation>
    </message>
    <message>
        <source>Certify</source>
        <translation>Chứng thực</translation>
    </message>
</context>
<context>
    <name>CopyLane</name>
    <message>
        <source>%1 pages are still being read.</source>
        <translation>Còn %1 trang đang đọc.</translation>
    </message>
    <message>
        <source>Page %1 of %2. Compare it with the original.</source>
        <translation>Trang %1/%2. Đối chiếu với bản chính.</translation>
    </message>
    <message>
        <source>Page %1 of %2: blank, and not in the copy.</source>
        <translation>Trang %1/%2: trắng, không vào bản sao.</translation>
    </message>
    <message>
        <source>Page %1 of %2. Compare it with the original; %k looks on.</source>
        <translation>Trang %1/%2. Đối chiếu với bản chính; %k xem trang tiếp.</translation>
    </message>
</context>
<context>
    <name>CopyPrinting</name>
    <message>
        <source>Opening the copy…</source>
        <translation>Đang mở bản sao…</translation>
    </message>
    <message>
        <source>Converted under the code %1, which stands on the paper.</source>
        <translation>Đã chuyển đổi với mã %1, ghi trên giấy.</translation>
    </message>
    <message>
        <source>Checking the file&apos;s signatures…</source>
        <translation>Đang kiểm tra chữ ký của tệp…</translation>
    </message>
    <message>
        <source>%1 pages of «%2» went to the printer.</source>
        <translation>Đã gửi %1 trang của «%2» tới máy in.</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Đang in…</translation>
    </message>
</context>
<context>
    <name>Cropping</name>
    <message>
        <source>Laying the frame on the page…</source>
        <translation>Đang đặt khung lên trang…</translation>
    </message>
    <message>
        <source>Arrows move a side, Tab takes the next, %k cuts, %1 leaves it</source>
        <translation>Mũi tên dời một cạnh, Tab sang cạnh khác, %k cắt, %1 thôi</translation>
    </message>
</context>
<context>
    <name>Declarations</name>
    <message>
        <source>Filling in the declaration…</source>
        <translation>Đang điền tờ khai…</translation>
    </message>
    <message>
        <source>«%1» went to the printer. Signed, it is filed by its own code.</source>
        <translation>«%1» đã sang máy in. Ký xong quét vào, tờ này tự về đúng chỗ.</translation>
    </message>
    <message>
        <source>Printing the declaration…</source>
        <translation>Đang in tờ khai…</translation>
    </message>
</context>
<context>
    <name>DeclarationsDialog</name>
    <message>
        <source>Declarations</source>
        <translation>Tờ khai</translation>
    </message>
    <message>
        <source>Places filled in: %1</source>
        <translation>Đã điền sẵn: %1 chỗ</translation>
    </message>
    <message>
        <source>Places left to be written by hand: %1</source>
        <translation>Còn viết tay: %1 chỗ</translation>
    </message>
    <message>
        <source>Taken from confirmed papers: %1</source>
        <translation>Lấy từ giấy tờ đã xác nhận: %1</translation>
    </message>
    <message>
        <source>Printed %1 by %2</source>
        <translation>In lúc %1, %2 in</translation>
    </message>
    <message>
        <source>Not printed yet</source>
        <translation>Chưa in</translation>
    </message>
    <message>
        <source>What it is filled from has changed since: that print is out of date.</source>
        <translation>Dữ liệu đã đổi từ lần in đó: bản đã in là bản cũ, cần in lại.</translation>
    </message>
    <message>
        <source>Nothing was printed; see the log.</source>
        <translation>Chưa in được; xem nhật ký máy.</translation>
    </message>
</context>
<context>
    <name>DeclarationsView</name>
    <message>
        <source>Declarations of this dossier</source>
        <translation>Các tờ khai của hồ sơ này</translation>
    </message>
    <message>
        <source>The applicant reads it, completes the printed sheet and signs it. Scanned with any pile of this dossier, the sheet goes to its place by its own code.</source>
        <translation>Người nộp xem, điền nốt vào tờ đã in rồi ký. Quét lẫn trong chồng nào của hồ sơ này, tờ khai cũng tự về đúng chỗ nhờ mã in trên đó.</translation>
    </message>
    <message>
        <source>Show it to the citizen</source>
        <translation>Cho công dân xem</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
</context>
<context>
    <name>DoorPanel</name>
    <message>
        <source>PASSWORD</source>
        <translation>MẬT KHẨU</translation>
    </message>
    <message>
        <source>PIN OF THE SIGNING USB</source>
        <translation>MÃ PIN CỦA USB KÝ SỐ</translation>
    </message>
    <message>
        <source>Looking for the signing USB…</source>
        <translation>Đang tìm USB ký số…</translation>
    </message>
    <message>
        <source>Signing USB of %1.</source>
        <translation>USB ký số của %1.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Chờ một chút…</translation>
    </message>
    <message>
        <source>Something went wrong; nobody was logged in. See the log.</source>
        <translation>Có lỗi; chưa ai được đăng nhập. Xem nhật ký.</translation>
    </message>
</context>
<context>
    <name>DoorView</name>
    <message>
        <source>LOGIN NAME</source>
        <translation>TÊN ĐĂNG NHẬP</translation>
    </message>
    <message>
        <source>Login name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Leave (Esc)</source>
        <translation>Thoát (Esc)</translation>
    </message>
    <message>
        <source>Log in (Enter)</source>
        <translation>Đăng nhập (Enter)</translation>
    </message>
</context>
<context>
    <name>DoorWindow</name>
    <message>
        <source>Log in</source>
        <translation>Đăng nhập</translation>
    </message>
</context>
<context>
    <name>DossierPage</name>
    <message>
        <source>PAPERS</source>
        <translation>GIẤY TỜ</translation>
    </message>
    <message>
        <source>waits for additions</source>
        <translation>chờ bổ sung</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>đã từ chối</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>đã dừng giải quyết</translation>
    </message>
    <message>
        <source>The signed file is kept as it is, byte for byte.</source>
        <translation>Tệp đã ký được giữ nguyên vẹn từng byte.</translation>
    </message>
    <message>
        <source>«%1» is open again, the version so far is kept. Mend it, confirm it, sign it.</source>
        <translation>«%1» đã mở lại, bản cũ được giữ. Sửa, xác nhận rồi ký lại.</translation>
    </message>
    <message>
        <source>Noting the owner&apos;s answer…</source>
        <translation>Đang ghi ý kiến chủ hồ sơ…</translation>
    </message>
</context>
<context>
    <name>DossierView</name>
    <message>
        <source>The owner agrees</source>
        <translation>Chủ hồ sơ đồng ý</translation>
    </message>
    <message>
        <source>The owner does not agree</source>
        <translation>Chủ hồ sơ không đồng ý</translation>
    </message>
    <message>
        <source>WHAT THE PAPER SAYS</source>
        <translation>NỘI DUNG GIẤY TỜ</translation>
    </message>
    <message>
        <source>Other ways to scan</source>
        <translation>Cách quét khác</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>E-store: owner not asked yet</source>
        <translation>Lưu kho: chưa hỏi chủ hồ sơ</translation>
    </message>
    <message>
        <source>E-store: the owner agrees</source>
        <translation>Lưu kho: chủ hồ sơ đồng ý</translation>
    </message>
    <message>
        <source>E-store: the owner does not agree</source>
        <translation>Lưu kho: chủ hồ sơ không đồng ý</translation>
    </message>
</context>
<context>
    <name>DoubtsPage</name>
    <message>
        <source>Looking through the book…</source>
        <translation>Đang xem qua quyển…</translation>
    </message>
    <message>
        <source>value %1 of %2 · %3 results with doubts</source>
        <translation>chỗ %1/%2 · %3 kết quả có chỗ ngờ</translation>
    </message>
    <message>
        <source>read: %1</source>
        <translation>đọc được: %1</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Nhận</translation>
    </message>
    <message>
        <source>Keep what is typed</source>
        <translation>Ghi theo chữ đã gõ</translation>
    </message>
    <message>
        <source>Keeping the value…</source>
        <translation>Đang ghi…</translation>
    </message>
    <message>
        <source>Nothing was kept; see the log.</source>
        <translation>Chưa ghi được gì; xem nhật ký.</translation>
    </message>
    <message>
        <source>%k takes it back.</source>
        <translation>%k lấy lại.</translation>
    </message>
    <message>
        <source>Left out of the book.</source>
        <translation>Đã bỏ ra khỏi quyển.</translation>
    </message>
    <message>
        <source>Leaving it out…</source>
        <translation>Đang bỏ ra…</translation>
    </message>
    <message>
        <source>Taking it back…</source>
        <translation>Đang lấy lại…</translation>
    </message>
    <message>
        <source>Confirm %1 results</source>
        <translation>Xác nhận %1 kết quả</translation>
    </message>
</context>
<context>
    <name>DoubtsView</name>
    <message>
        <source>Page of the result</source>
        <translation>Trang của kết quả</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Bỏ ra</translation>
    </message>
    <message>
        <source>Sign results</source>
        <translation>Ký kết quả</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>A file for «%1»</source>
        <translation>Tệp cho «%1»</translation>
    </message>
    <message>
        <source>Papers (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.bmp *.gif *.jp2);;All files (*)</source>
        <translation>Giấy tờ (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.bmp *.gif *.jp2);;Mọi tệp (*)</translation>
    </message>
    <message>
        <source>Taking in «%1»…</source>
        <translation>Đang nhận tệp «%1»…</translation>
    </message>
    <message>
        <source>Drawing the separator sheets…</source>
        <translation>Đang vẽ tờ phân tách…</translation>
    </message>
    <message>
        <source>Pages alone</source>
        <translation>Chỉ nhận các trang</translation>
    </message>
    <message>
        <source>Separator sheets to print</source>
        <translation>In tờ phân tách</translation>
    </message>
</context>
<context>
    <name>FindPage</name>
    <message>
        <source>Searching…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>Found for «%1»</source>
        <translation>Tìm thấy với «%1»</translation>
    </message>
    <message>
        <source>All dossiers, newest first</source>
        <translation>Tất cả hồ sơ, mới nhất trước</translation>
    </message>
    <message>
        <source>No paper of these dossiers that is here fits; it may not be scanned yet.</source>
        <translation>Không có giấy tờ nào khớp trong các hồ sơ này; có thể giấy tờ chưa được quét.</translation>
    </message>
    <message>
        <source>No dossiers yet. Press %k, or read the QR of a citizen card, to begin.</source>
        <translation>Chưa có hồ sơ nào. Bấm %k, hoặc quét QR trên thẻ căn cước, để bắt đầu.</translation>
    </message>
    <message>
        <source>Asking the e-stores…</source>
        <translation>Đang hỏi các Kho…</translation>
    </message>
    <message>
        <source>Nothing was found for «%1». %k shows all dossiers.</source>
        <translation>Không tìm thấy gì với «%1». Bấm %k để xem tất cả hồ sơ.</translation>
    </message>
    <message>
        <source>Only the newest %1 are listed; more words find fewer.</source>
        <translation>Chỉ liệt kê %1 hồ sơ mới nhất; gõ thêm để tìm hẹp hơn.</translation>
    </message>
</context>
<context>
    <name>FindView</name>
    <message>
        <source>Dossiers</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>E-stores</source>
        <translation>Kho</translation>
    </message>
    <message>
        <source>Ask the e-stores</source>
        <translation>Hỏi các Kho</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
</context>
<context>
    <name>Finishing</name>
    <message>
        <source>%1 %k once more confirms it as it is.</source>
        <translation>%1 Bấm %k lần nữa để xác nhận nguyên như vậy.</translation>
    </message>
    <message>
        <source>Signed. The dossier goes to the province by itself.</source>
        <translation>Đã ký xong. Hồ sơ đang tự gửi về tỉnh.</translation>
    </message>
    <message>
        <source>Call the next number.</source>
        <translation>Mời số tiếp theo.</translation>
    </message>
    <message>
        <source>Signed by the official. Next is the agency&apos;s signature.</source>
        <translation>Cán bộ đã ký. Tiếp theo là chữ ký của cơ quan.</translation>
    </message>
    <message>
        <source>Making the file of «%1»…</source>
        <translation>Đang tạo tệp của «%1»…</translation>
    </message>
    <message>
        <source>Press %k to sign for the agency.</source>
        <translation>Bấm %k để ký bằng chứng thư của cơ quan.</translation>
    </message>
    <message>
        <source>Signed. The dossier waits for the seal keeper to sign for the agency, then goes.</source>
        <translation>Đã ký xong. Hồ sơ chờ Văn thư ký bằng chứng thư của cơ quan rồi tự gửi về tỉnh.</translation>
    </message>
    <message>
        <source>The province has the whole dossier %1.</source>
        <translation>Tỉnh đã nhận đủ hồ sơ %1.</translation>
    </message>
    <message>
        <source>The province returned the dossier.</source>
        <translation>Tỉnh đã trả lại hồ sơ.</translation>
    </message>
    <message>
        <source>The dossier %1 came back: put right what the province names, then send it again.</source>
        <translation>Hồ sơ %1 bị trả lại: sửa đúng chỗ tỉnh nêu rồi gửi lại.</translation>
    </message>
    <message>
        <source>The dossier waits here and goes by itself later. %1</source>
        <translation>Hồ sơ chờ ở đây và tự gửi sau. %1</translation>
    </message>
    <message>
        <source>Nothing was left to sign. The dossier goes to the province by itself.</source>
        <translation>Không còn gì phải ký. Hồ sơ sẽ tự gửi lên tỉnh.</translation>
    </message>
    <message>
        <source>Putting the dossier in line…</source>
        <translation>Đang đưa hồ sơ vào hàng đợi…</translation>
    </message>
</context>
<context>
    <name>Found</name>
    <message>
        <source>Look for one person by name or number: then the e-stores can be asked by %k.</source>
        <translation>Tìm đúng một người theo tên hoặc số: khi đó nhấn %k để hỏi các Kho.</translation>
    </message>
    <message>
        <source>The e-stores were not asked about this person yet. %k asks them.</source>
        <translation>Chưa hỏi các Kho về người này. Nhấn %k để hỏi.</translation>
    </message>
    <message>
        <source>The e-stores have nothing of this person. %k asks them anew.</source>
        <translation>Các Kho không có gì của người này. Nhấn %k để hỏi lại.</translation>
    </message>
    <message>
        <source>handed over</source>
        <translation>đã trả</translation>
    </message>
    <message>
        <source>from the e-store</source>
        <translation>lấy từ Kho</translation>
    </message>
    <message>
        <source>to be confirmed</source>
        <translation>cần xác nhận</translation>
    </message>
</context>
<context>
    <name>FrameView</name>
    <message>
        <source>TRAINING</source>
        <translation>TẬP HUẤN</translation>
    </message>
    <message>
        <source>Find a dossier, a person, a number…</source>
        <translation>Tìm hồ sơ, người, số giấy tờ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Scanner: looking…</source>
        <translation>Máy quét: đang tìm…</translation>
    </message>
    <message>
        <source>Certificate: looking…</source>
        <translation>Chứng thư: đang tìm…</translation>
    </message>
    <message>
        <source>Line: looking…</source>
        <translation>Đường truyền: đang thử…</translation>
    </message>
    <message>
        <source>Outbox: looking…</source>
        <translation>Hàng đợi: đang xem…</translation>
    </message>
    <message>
        <source>%k keys</source>
        <translation>%k các phím</translation>
    </message>
</context>
<context>
    <name>HandingDialog</name>
    <message>
        <source>Hand over</source>
        <translation>Trả kết quả</translation>
    </message>
    <message>
        <source>Nothing was handed over; see the log.</source>
        <translation>Chưa trả được gì; xem nhật ký lỗi.</translation>
    </message>
</context>
<context>
    <name>HandingView</name>
    <message>
        <source>BY WHICH WAY</source>
        <translation>TRẢ BẰNG CÁCH NÀO</translation>
    </message>
    <message>
        <source>WHO TAKES IT FOR THE OWNER</source>
        <translation>NGƯỜI NHẬN THAY</translation>
    </message>
    <message>
        <source>Full name of who takes it for the owner</source>
        <translation>Họ tên người nhận thay chủ hồ sơ</translation>
    </message>
    <message>
        <source>empty where the owner takes it</source>
        <translation>để trống nếu chủ hồ sơ tự nhận</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Đã trả</translation>
    </message>
</context>
<context>
    <name>HealthPage</name>
    <message>
        <source>ok</source>
        <translation>tốt</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>có trục trặc</translation>
    </message>
</context>
<context>
    <name>Issuing</name>
    <message>
        <source>Looking at the file&apos;s signature…</source>
        <translation>Đang xem chữ ký của tệp…</translation>
    </message>
</context>
<context>
    <name>IssuingDialog</name>
    <message>
        <source>Result of the issuing software</source>
        <translation>Kết quả của phần mềm ban hành</translation>
    </message>
    <message>
        <source>Take it (Enter)</source>
        <translation>Nhận (Enter)</translation>
    </message>
    <message>
        <source>Take it, noted as unproven (Enter)</source>
        <translation>Nhận, ghi là chưa kiểm chứng (Enter)</translation>
    </message>
    <message>
        <source>Electronic original</source>
        <translation>Bản điện tử</translation>
    </message>
    <message>
        <source>Make the electronic original</source>
        <translation>Lập kết quả bản điện tử</translation>
    </message>
    <message>
        <source>Make it (Enter)</source>
        <translation>Lập (Enter)</translation>
    </message>
    <message>
        <source>Nothing was taken in; see the log.</source>
        <translation>Chưa nhận được gì; xem nhật ký lỗi.</translation>
    </message>
</context>
<context>
    <name>IssuingView</name>
    <message>
        <source>Type of result</source>
        <translation>Loại kết quả</translation>
    </message>
    <message>
        <source>Number and symbol</source>
        <translation>Số, ký hiệu</translation>
    </message>
    <message>
        <source>Day of issue</source>
        <translation>Ngày ban hành</translation>
    </message>
    <message>
        <source>Issuing body</source>
        <translation>Cơ quan ban hành</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>Người ký</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>What it says besides what the dossier knows</source>
        <translation>Nội dung ngoài những gì hồ sơ đã có</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Bỏ qua (Esc)</translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>times of Vietnam</source>
        <translation>giờ Việt Nam</translation>
    </message>
    <message>
        <source>Reading the journal…</source>
        <translation>Đang đọc nhật ký…</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Các phím</translation>
    </message>
</context>
<context>
    <name>KeysView</name>
    <message>
        <source>GO TO</source>
        <translation>CHUYỂN ĐẾN</translation>
    </message>
    <message>
        <source>Scan profiles have keys of their own, shown in the menu beside «%k Scan».</source>
        <translation>Mỗi kiểu quét có phím riêng, ghi trong danh sách cạnh nút «%k Quét».</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>The window closes by itself when this is done: %1</source>
        <translation>Cửa sổ sẽ tự đóng khi xong việc này: %1</translation>
    </message>
    <message>
        <source>What is scanned is kept. Close once more to stop it.</source>
        <translation>Trang đã quét vẫn còn. Đóng lần nữa để dừng ngay.</translation>
    </message>
    <message>
        <source>%1 papers wait for the province: they go by themselves at the next start.</source>
        <translation>Còn %1 giấy tờ chưa gửi về tỉnh: sẽ tự gửi khi mở lại Quầy Số.</translation>
    </message>
    <message>
        <source>scanning or signing…</source>
        <translation>đang quét hoặc ký…</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>Để mở</translation>
    </message>
</context>
<context>
    <name>LeftPanel</name>
    <message>
        <source>Nothing is doubted any more. %k confirms %1 results.</source>
        <translation>Không còn chỗ nào cần xem. %k xác nhận %1 kết quả.</translation>
    </message>
    <message>
        <source>%1 results are still being read.</source>
        <translation>Còn %1 kết quả đang đọc.</translation>
    </message>
    <message>
        <source>Everything is confirmed. %k signs, %1 leads back.</source>
        <translation>Đã xác nhận hết. %k ký, %1 quay lại.</translation>
    </message>
    <message>
        <source>Nothing waits in this book.</source>
        <translation>Quyển này không còn gì chờ.</translation>
    </message>
    <message>
        <source>Confirming the results…</source>
        <translation>Đang xác nhận các kết quả…</translation>
    </message>
    <message>
        <source>Looking what waits for the signature…</source>
        <translation>Đang tìm những gì chờ ký…</translation>
    </message>
    <message>
        <source>Signed.</source>
        <translation>Đã ký.</translation>
    </message>
</context>
<context>
    <name>LeftView</name>
    <message>
        <source>Results that wait</source>
        <translation>Kết quả đang chờ</translation>
    </message>
    <message>
        <source>why its pages stay as they are</source>
        <translation>lý do giữ trang như hiện có</translation>
    </message>
</context>
<context>
    <name>Lights</name>
    <message>
        <source>could not be looked at</source>
        <translation>chưa kiểm tra được</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Máy quét</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Chứng thư</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Đường truyền</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Giấy tờ đã ký</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>sẵn sàng</translation>
    </message>
    <message>
        <source>trouble</source>
        <translation>có trục trặc</translation>
    </message>
    <message>
        <source>%1 papers waiting to be sent</source>
        <translation>%1 giấy tờ chờ gửi</translation>
    </message>
    <message>
        <source>Nothing waiting</source>
        <translation>Không có gì chờ gửi</translation>
    </message>
    <message>
        <source>This is being looked at for the first time.</source>
        <translation>Đèn này đang được kiểm tra lần đầu.</translation>
    </message>
    <message>
        <source>The light says what was found in a moment.</source>
        <translation>Chờ giây lát, đèn sẽ báo kết quả.</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>reply by %1</source>
        <translation>hạn báo %1</translation>
    </message>
    <message>
        <source>returned by the province</source>
        <translation>tỉnh trả lại</translation>
    </message>
    <message>
        <source>%1 to be confirmed</source>
        <translation>%1 chờ xác nhận</translation>
    </message>
    <message>
        <source>%1 to be scanned</source>
        <translation>%1 chờ quét</translation>
    </message>
    <message>
        <source>to be signed</source>
        <translation>chờ ký</translation>
    </message>
    <message>
        <source>to be sent</source>
        <translation>chờ gửi</translation>
    </message>
    <message>
        <source>to be signed for the agency</source>
        <translation>chờ ký cơ quan</translation>
    </message>
    <message>
        <source>waits for the seal keeper</source>
        <translation>chờ Văn thư ký</translation>
    </message>
    <message>
        <source>no result yet</source>
        <translation>chưa có kết quả</translation>
    </message>
    <message>
        <source>to hand over</source>
        <translation>chờ trả</translation>
    </message>
    <message>
        <source>waits for additions</source>
        <translation>chờ bổ sung</translation>
    </message>
    <message>
        <source>refused at the counter</source>
        <translation>đã từ chối</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>đã dừng giải quyết</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>đang gửi</translation>
    </message>
    <message>
        <source>at the province</source>
        <translation>tỉnh đã nhận</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>Dossiers</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>%1 %2 choose · %k opens</source>
        <translation>%1 %2 chọn · %k mở</translation>
    </message>
</context>
<context>
    <name>Lists</name>
    <message>
        <source>all sent</source>
        <translation>đã gửi xong</translation>
    </message>
    <message>
        <source>tries: %1</source>
        <translation>số lần: %1</translation>
    </message>
</context>
<context>
    <name>ListsView</name>
    <message>
        <source>Send again now</source>
        <translation>Gửi lại ngay</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Tạm dừng</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Revoked certificate</source>
        <translation>Chứng thư bị thu hồi</translation>
    </message>
    <message>
        <source>WHAT WAS DONE ABOUT IT</source>
        <translation>ĐÃ XỬ LÝ NHƯ THẾ NÀO</translation>
    </message>
    <message>
        <source>e.g. told the one responsible; the papers are made anew</source>
        <translation>ví dụ: đã báo người phụ trách; lập lại giấy tờ</translation>
    </message>
    <message>
        <source>What was done about it</source>
        <translation>Đã xử lý như thế nào</translation>
    </message>
    <message>
        <source>It is kept in the journal. What is found revoked later is told anew.</source>
        <translation>Ghi chú được giữ trong nhật ký. Chứng thư nào phát hiện bị thu hồi sau này sẽ được báo lại.</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Bỏ qua (Esc)</translation>
    </message>
    <message>
        <source>Take note (Enter)</source>
        <translation>Ghi nhận (Enter)</translation>
    </message>
    <message>
        <source>Press %k to look at every part.</source>
        <translation>Bấm %k để kiểm tra từng bộ phận.</translation>
    </message>
    <message>
        <source>Colours: as the system</source>
        <translation>Màu: theo hệ thống</translation>
    </message>
    <message>
        <source>Colours: light</source>
        <translation>Màu: sáng</translation>
    </message>
    <message>
        <source>Colours: dark</source>
        <translation>Màu: tối</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Bộ phận</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Cần làm gì</translation>
    </message>
    <message>
        <source>Health check</source>
        <translation>Kiểm tra máy</translation>
    </message>
</context>
<context>
    <name>Locking</name>
    <message>
        <source>Locked: %1</source>
        <translation>Đã khoá: %1</translation>
    </message>
    <message>
        <source>%1 still has work under way here; wait until it is done, then log in again.</source>
        <translation>Việc của %1 ở đây chưa xong; chờ xong rồi đăng nhập lại.</translation>
    </message>
</context>
<context>
    <name>LogInDialog</name>
    <message>
        <source>Account at the province</source>
        <translation>Tài khoản trên hệ thống của tỉnh</translation>
    </message>
    <message>
        <source>%1 is logged in.</source>
        <translation>%1 đang đăng nhập.</translation>
    </message>
    <message>
        <source>The session of %1 is over; log in again.</source>
        <translation>Phiên đăng nhập của %1 đã hết; hãy đăng nhập lại.</translation>
    </message>
    <message>
        <source>Nobody is logged in. The e-stores are only asked in an official&apos;s name.</source>
        <translation>Chưa ai đăng nhập. Chỉ tra cứu Kho khi biết cán bộ nào tra cứu.</translation>
    </message>
    <message>
        <source>Asking the province…</source>
        <translation>Đang hỏi hệ thống của tỉnh…</translation>
    </message>
    <message>
        <source>Something went wrong; nobody was logged in. See the log.</source>
        <translation>Có lỗi; chưa ai được đăng nhập. Xem nhật ký.</translation>
    </message>
    <message>
        <source>Logging out…</source>
        <translation>Đang đăng xuất…</translation>
    </message>
</context>
<context>
    <name>LogInView</name>
    <message>
        <source>Log in at the province</source>
        <translation>Đăng nhập hệ thống của tỉnh</translation>
    </message>
    <message>
        <source>LOGIN NAME</source>
        <translation>TÊN ĐĂNG NHẬP</translation>
    </message>
    <message>
        <source>Login name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>PASSWORD</source>
        <translation>MẬT KHẨU</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Đăng xuất</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Bỏ qua (Esc)</translation>
    </message>
    <message>
        <source>Log in (Enter)</source>
        <translation>Đăng nhập (Enter)</translation>
    </message>
</context>
<context>
    <name>LongWork</name>
    <message>
        <source>Stopping: %1</source>
        <translation>Đang dừng: %1</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The scanner is at work: what was settled counts when Quầy Số is opened the next time.</source>
        <translation>Máy quét đang chạy: những gì vừa đặt có hiệu lực ở lần mở Quầy Số sau.</translation>
    </message>
    <message>
        <source>Quầy Số met an error of its own. Nothing that was saved is lost.</source>
        <translation>Quầy Số gặp một lỗi của chính mình. Những gì đã lưu không mất.</translation>
    </message>
    <message>
        <source>Go on working; tell the help desk the time. The log has the details.</source>
        <translation>Cứ làm việc tiếp; báo bộ phận hỗ trợ thời điểm xảy ra, chi tiết đã ghi trong nhật ký.</translation>
    </message>
</context>
<context>
    <name>ModulesDialog</name>
    <message>
        <source>Driver of the signing USB</source>
        <translation>Trình điều khiển USB ký số</translation>
    </message>
    <message>
        <source>Automatic: every driver found that can be used (%1)</source>
        <translation>Tự động: mọi trình điều khiển tìm thấy và dùng được (%1)</translation>
    </message>
    <message>
        <source>Chosen by hand</source>
        <translation>Chọn bằng tay</translation>
    </message>
    <message>
        <source>cannot be used: %1</source>
        <translation>không dùng được: %1</translation>
    </message>
    <message>
        <source>The province has set the driver; it cannot be changed here.</source>
        <translation>Trình điều khiển do tỉnh quy định, không đổi được ở đây.</translation>
    </message>
    <message>
        <source>In use: %1</source>
        <translation>Đang dùng: %1</translation>
    </message>
    <message>
        <source>Drivers (*.dll)</source>
        <translation>Trình điều khiển (*.dll)</translation>
    </message>
    <message>
        <source>Drivers (*.so *.so.*)</source>
        <translation>Trình điều khiển (*.so *.so.*)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Mọi tệp (*)</translation>
    </message>
    <message>
        <source>Trying the driver…</source>
        <translation>Đang chạy thử trình điều khiển…</translation>
    </message>
    <message>
        <source>From now on every driver found is used.</source>
        <translation>Từ nay dùng mọi trình điều khiển tìm thấy.</translation>
    </message>
    <message>
        <source>The driver works and is kept. It sees: %1.</source>
        <translation>Trình điều khiển chạy được và đã được ghi nhớ. Đang thấy: %1.</translation>
    </message>
    <message>
        <source>The driver works and is kept. Now plug the signing USB in.</source>
        <translation>Trình điều khiển chạy được và đã được ghi nhớ. Hãy cắm USB ký số vào máy.</translation>
    </message>
    <message>
        <source>Something went wrong; the driver was not changed. See the log.</source>
        <translation>Có lỗi; trình điều khiển chưa được đổi. Xem nhật ký.</translation>
    </message>
</context>
<context>
    <name>ModulesView</name>
    <message>
        <source>Driver of the signing USB</source>
        <translation>Trình điều khiển USB ký số</translation>
    </message>
    <message>
        <source>Quầy Số finds the drivers it knows by itself. Choose one by hand where the signing USB is not seen.</source>
        <translation>Quầy Số tự tìm các trình điều khiển đã biết. Chỉ chọn bằng tay khi cắm USB ký số mà không thấy.</translation>
    </message>
    <message>
        <source>Drivers</source>
        <translation>Các trình điều khiển</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Chọn tệp…</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Đóng (Esc)</translation>
    </message>
    <message>
        <source>Use this one (Enter)</source>
        <translation>Dùng trình điều khiển này (Enter)</translation>
    </message>
</context>
<context>
    <name>NewBookDialog</name>
    <message>
        <source>Open a register book</source>
        <translation>Mở một quyển sổ</translation>
    </message>
    <message>
        <source>No procedure gives this result: choose one from the list.</source>
        <translation>Không thủ tục nào trả kết quả này: hãy chọn trong danh sách.</translation>
    </message>
    <message>
        <source>Nothing was opened; see the log.</source>
        <translation>Chưa mở được; xem nhật ký.</translation>
    </message>
</context>
<context>
    <name>NewBookView</name>
    <message>
        <source>Open a register book</source>
        <translation>Mở một quyển sổ</translation>
    </message>
    <message>
        <source>Its results are of one kind and one year. Count the sheets before they are fed.</source>
        <translation>Kết quả trong quyển cùng một loại và cùng một năm. Đếm số tờ trước khi quét.</translation>
    </message>
    <message>
        <source>Year of issue</source>
        <translation>Năm ban hành</translation>
    </message>
    <message>
        <source>Number of the book</source>
        <translation>Số quyển</translation>
    </message>
    <message>
        <source>Counted sheets</source>
        <translation>Số tờ đã đếm</translation>
    </message>
    <message>
        <source>Kind of result</source>
        <translation>Loại kết quả</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Hủy (Esc)</translation>
    </message>
    <message>
        <source>Open the book (Enter)</source>
        <translation>Mở quyển (Enter)</translation>
    </message>
</context>
<context>
    <name>NewDossierPage</name>
    <message>
        <source>%1 papers · %2 must be digitised</source>
        <translation>%1 giấy tờ · %2 phải số hóa</translation>
    </message>
    <message>
        <source>The e-store was not looked into yet: %k to log in at the province.</source>
        <translation>Chưa tra cứu được Kho: bấm %k để đăng nhập hệ thống của tỉnh.</translation>
    </message>
    <message>
        <source>Looking into the citizen&apos;s e-store…</source>
        <translation>Đang tra cứu Kho của công dân…</translation>
    </message>
    <message>
        <source>%1 originals</source>
        <translation>%1 bản chính</translation>
    </message>
    <message>
        <source>%1 copies</source>
        <translation>%1 bản sao</translation>
    </message>
    <message>
        <source>must be digitised</source>
        <translation>phải số hóa</translation>
    </message>
    <message>
        <source>reuse</source>
        <translation>dùng lại</translation>
    </message>
    <message>
        <source>scan</source>
        <translation>quét</translation>
    </message>
    <message>
        <source>not stated in the catalogue</source>
        <translation>danh mục chưa ghi</translation>
    </message>
    <message>
        <source>%1 working days</source>
        <translation>%1 ngày làm việc</translation>
    </message>
    <message>
        <source>within the day</source>
        <translation>trong ngày</translation>
    </message>
    <message>
        <source>%1 (holidays of that year not announced yet)</source>
        <translation>%1 (lịch nghỉ năm ấy chưa công bố)</translation>
    </message>
    <message>
        <source>morning of %1</source>
        <translation>sáng %1</translation>
    </message>
    <message>
        <source>today</source>
        <translation>trong hôm nay</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>Opening the dossier…</source>
        <translation>Đang mở hồ sơ…</translation>
    </message>
</context>
<context>
    <name>NewDossierView</name>
    <message>
        <source>Back (Esc)</source>
        <translation>Quay lại (Esc)</translation>
    </message>
    <message>
        <source>Enter Open the dossier</source>
        <translation>Enter Mở hồ sơ</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Take note</source>
        <translation>Ghi nhận</translation>
    </message>
    <message>
        <source>The note was not kept; see the log.</source>
        <translation>Chưa lưu được ghi nhận; xem nhật ký chương trình.</translation>
    </message>
</context>
<context>
    <name>OfficialForm</name>
    <message>
        <source>Nothing was kept; see the log.</source>
        <translation>Chưa ghi được gì; xem nhật ký.</translation>
    </message>
    <message>
        <source>They change this password themselves once they have logged in.</source>
        <translation>Cán bộ ấy tự đổi mật khẩu này sau khi đăng nhập.</translation>
    </message>
    <message>
        <source>The first one administers the counter. From then on everybody logs in, at once with the password set here; where it is forgotten, only the recovery sheet helps.</source>
        <translation>Người đầu tiên là quản trị của quầy. Từ đó ai cũng phải đăng nhập, ngay bây giờ bằng mật khẩu đặt ở đây; quên thì chỉ có phiếu khôi phục giúp được.</translation>
    </message>
    <message>
        <source>Add an official</source>
        <translation>Thêm cán bộ</translation>
    </message>
    <message>
        <source>Add (Enter)</source>
        <translation>Thêm (Enter)</translation>
    </message>
    <message>
        <source>Login name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>e.g. lan.nt</source>
        <translation>ví dụ lan.nt</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>as in the certificate</source>
        <translation>như trong chứng thư</translation>
    </message>
    <message>
        <source>First password</source>
        <translation>Mật khẩu ban đầu</translation>
    </message>
    <message>
        <source>ROLES</source>
        <translation>VAI TRÒ</translation>
    </message>
    <message>
        <source>Officials</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>They count from the next log-in on.</source>
        <translation>Có hiệu lực từ lần đăng nhập sau.</translation>
    </message>
    <message>
        <source>Roles of %1</source>
        <translation>Vai trò của %1</translation>
    </message>
    <message>
        <source>Keep (Enter)</source>
        <translation>Ghi (Enter)</translation>
    </message>
    <message>
        <source>Tell it to %1 alone. Its life begins now, and failed log-ins are forgotten. They change it themselves once they have logged in.</source>
        <translation>Chỉ báo cho %1. Thời hạn của mật khẩu tính từ bây giờ, các lần nhập sai được bỏ qua. Cán bộ ấy tự đổi sau khi đăng nhập.</translation>
    </message>
    <message>
        <source>New password of %1</source>
        <translation>Mật khẩu mới của %1</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Mật khẩu mới</translation>
    </message>
    <message>
        <source>At least %1 letters, such as four or five words that have no connection.</source>
        <translation>Ít nhất %1 ký tự, như bốn năm từ không liên quan đến nhau.</translation>
    </message>
    <message>
        <source>Change my password</source>
        <translation>Đổi mật khẩu của tôi</translation>
    </message>
    <message>
        <source>Change (Enter)</source>
        <translation>Đổi (Enter)</translation>
    </message>
    <message>
        <source>Password until now</source>
        <translation>Mật khẩu đang dùng</translation>
    </message>
    <message>
        <source>Put your signing USB in. Its certificate must bear your name; from now on it logs you in, and the password&apos;s life goes on with each log-in by it.</source>
        <translation>Cắm USB ký số của mình. Chứng thư trong đó phải mang tên của mình; từ nay đăng nhập được bằng nó, và mỗi lần như thế mật khẩu được gia hạn.</translation>
    </message>
    <message>
        <source>Log in by my signing USB</source>
        <translation>Đăng nhập bằng USB ký số của tôi</translation>
    </message>
    <message>
        <source>Bind it (Enter)</source>
        <translation>Ghi nhận (Enter)</translation>
    </message>
    <message>
        <source>PIN of the signing USB</source>
        <translation>Mã PIN của USB ký số</translation>
    </message>
    <message>
        <source>at least %1 letters</source>
        <translation>ít nhất %1 ký tự</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Gõ lại lần nữa</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Thôi (Esc)</translation>
    </message>
</context>
<context>
    <name>Officials</name>
    <message>
        <source>switched off</source>
        <translation>đã khoá</translation>
    </message>
    <message>
        <source>signing USB, or password</source>
        <translation>USB ký số hoặc mật khẩu</translation>
    </message>
    <message>
        <source>password is over: set a new one</source>
        <translation>mật khẩu hết hạn: đặt mới</translation>
    </message>
    <message>
        <source>password until %1</source>
        <translation>mật khẩu, đến %1</translation>
    </message>
    <message>
        <source>has never logged in</source>
        <translation>chưa đăng nhập lần nào</translation>
    </message>
    <message>
        <source>last log-in %1</source>
        <translation>đăng nhập gần nhất %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>từ %1</translation>
    </message>
    <message>
        <source>%1 failed log-ins</source>
        <translation>%1 lần đăng nhập sai</translation>
    </message>
    <message>
        <source>no signing USB is bound: they bind it themselves, from the menu of their name</source>
        <translation>chưa dùng USB ký số: cán bộ ấy tự ghi nhận, trong bảng chọn ở tên mình</translation>
    </message>
</context>
<context>
    <name>OfficialsPage</name>
    <message>
        <source>Officials</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>Looking who works here…</source>
        <translation>Đang xem cán bộ của quầy…</translation>
    </message>
    <message>
        <source>%1 officials log in here</source>
        <translation>%1 cán bộ đăng nhập được ở đây</translation>
    </message>
    <message>
        <source>Nobody logs in at this counter: it works as one person, who is named in its settings. %k adds the first official, who administers it. From then on everybody logs in, each act bears a person&apos;s name, and unfinished dossiers can be given from one to another.</source>
        <translation>Quầy này chưa có cán bộ nào: làm như một người, tên lấy từ cấu hình, không phải đăng nhập. Bấm %k để thêm người đầu tiên, là quản trị của quầy. Từ đó ai cũng phải đăng nhập, mỗi việc mang tên người làm, và hồ sơ chưa xong bàn giao được cho nhau.</translation>
    </message>
    <message>
        <source>%1 can log in as «%2» now.</source>
        <translation>%1 đăng nhập được với tên «%2».</translation>
    </message>
    <message>
        <source>Tell the first password to nobody else.</source>
        <translation>Chỉ báo mật khẩu ban đầu cho người ấy.</translation>
    </message>
    <message>
        <source>%1 is now: %2.</source>
        <translation>%1 nay là: %2.</translation>
    </message>
    <message>
        <source>As before</source>
        <translation>Như cũ</translation>
    </message>
    <message>
        <source>It counts from the next log-in on.</source>
        <translation>Có hiệu lực từ lần đăng nhập sau.</translation>
    </message>
    <message>
        <source>Giving the roles back…</source>
        <translation>Đang trả lại vai trò cũ…</translation>
    </message>
    <message>
        <source>%1 has a new password.</source>
        <translation>Đã đặt mật khẩu mới cho %1.</translation>
    </message>
    <message>
        <source>Switching it…</source>
        <translation>Đang ghi…</translation>
    </message>
    <message>
        <source>%1 logs in no more. What they have done stays under their name.</source>
        <translation>%1 không đăng nhập được nữa. Việc đã làm vẫn mang tên người ấy.</translation>
    </message>
    <message>
        <source>%1 can log in again.</source>
        <translation>%1 đăng nhập lại được.</translation>
    </message>
    <message>
        <source>Switch on again</source>
        <translation>Mở lại</translation>
    </message>
    <message>
        <source>Switch off again</source>
        <translation>Khoá lại</translation>
    </message>
</context>
<context>
    <name>OfficialsView</name>
    <message>
        <source>Officials</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>%1 %2 choose · %k roles</source>
        <translation>%1 %2 chọn · %k vai trò</translation>
    </message>
    <message>
        <source>Roles…</source>
        <translation>Vai trò…</translation>
    </message>
    <message>
        <source>Switch on again</source>
        <translation>Mở lại</translation>
    </message>
</context>
<context>
    <name>Online</name>
    <message>
        <source>begun by %1</source>
        <translation>%1 đang nhận</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 tệp</translation>
    </message>
    <message>
        <source>not looked at yet</source>
        <translation>chưa xem</translation>
    </message>
    <message>
        <source>signature valid</source>
        <translation>chữ ký hợp lệ</translation>
    </message>
    <message>
        <source>signature not proven</source>
        <translation>chưa khẳng định được chữ ký</translation>
    </message>
    <message>
        <source>signature FALSE</source>
        <translation>chữ ký KHÔNG hợp lệ</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>không ký số</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>không đọc được</translation>
    </message>
</context>
<context>
    <name>OnlinePage</name>
    <message>
        <source>Asking the province what was filed…</source>
        <translation>Đang hỏi tỉnh hồ sơ nộp trực tuyến…</translation>
    </message>
    <message>
        <source>Filed online</source>
        <translation>Nộp trực tuyến</translation>
    </message>
    <message>
        <source>%1 wait</source>
        <translation>%1 hồ sơ đang chờ</translation>
    </message>
    <message>
        <source>Nothing that was filed online waits for this unit.</source>
        <translation>Không có hồ sơ nộp trực tuyến nào đang chờ đơn vị này.</translation>
    </message>
    <message>
        <source>This province hands nothing over that was filed online: take it in with its own software.</source>
        <translation>Hệ thống của tỉnh này không cho quầy nhận hồ sơ nộp trực tuyến: nhận trên phần mềm một cửa của tỉnh.</translation>
    </message>
    <message>
        <source>Filed %1</source>
        <translation>Nộp lúc %1</translation>
    </message>
    <message>
        <source>%k fetches the files and checks their signatures; nothing is kept.</source>
        <translation>%k tải các tệp về xem và kiểm tra chữ ký số; chưa lưu gì.</translation>
    </message>
    <message>
        <source>Fetching and checking the files…</source>
        <translation>Đang tải và kiểm tra các tệp…</translation>
    </message>
    <message>
        <source>Taking dossier %1 over…</source>
        <translation>Đang nhận hồ sơ %1…</translation>
    </message>
    <message>
        <source>Dossier %1 is here: compare its papers, scan what is missing.</source>
        <translation>Đã nhận hồ sơ %1: đối chiếu giấy tờ, quét phần còn thiếu.</translation>
    </message>
</context>
<context>
    <name>OnlineView</name>
    <message>
        <source>%1 %2 choose · %k looks at its files, then takes it over</source>
        <translation>%1 %2 chọn · %k xem các tệp, rồi nhận</translation>
    </message>
    <message>
        <source>Files of the marked dossier</source>
        <translation>Các tệp của hồ sơ đang chọn</translation>
    </message>
    <message>
        <source>First page of the marked file</source>
        <translation>Trang đầu của tệp đang chọn</translation>
    </message>
    <message>
        <source>Look at the files</source>
        <translation>Xem các tệp</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Nhận</translation>
    </message>
</context>
<context>
    <name>OwnerForm</name>
    <message>
        <source>Nobody is chosen yet.</source>
        <translation>Chưa chọn ai.</translation>
    </message>
    <message>
        <source>No card was read yet. %k to type the owner by hand.</source>
        <translation>Chưa đọc thẻ nào. Bấm %k để nhập tay.</translation>
    </message>
    <message>
        <source>Inventing a citizen…</source>
        <translation>Đang tạo công dân mẫu…</translation>
    </message>
    <message>
        <source>Looking for who was here before…</source>
        <translation>Đang tìm người đã từng đến…</translation>
    </message>
    <message>
        <source>Nobody like «%1» was here before.</source>
        <translation>Chưa ai như «%1» từng đến đây.</translation>
    </message>
    <message>
        <source>this QR is not whole</source>
        <translation>mã QR chưa đọc đủ</translation>
    </message>
    <message>
        <source>Not filled in yet.</source>
        <translation>Chưa nhập.</translation>
    </message>
    <message>
        <source>Compare with the card.</source>
        <translation>Đối chiếu với thẻ.</translation>
    </message>
    <message>
        <source>Fits the birth date and the sex.</source>
        <translation>Hợp lệ, khớp năm sinh, giới tính.</translation>
    </message>
</context>
<context>
    <name>OwnerView</name>
    <message>
        <source>not asked yet</source>
        <translation>chưa hỏi</translation>
    </message>
    <message>
        <source>the owner agrees</source>
        <translation>chủ hồ sơ đồng ý</translation>
    </message>
    <message>
        <source>the owner does not agree</source>
        <translation>chủ hồ sơ không đồng ý</translation>
    </message>
    <message>
        <source>1 · Owner</source>
        <translation>1 · Chủ hồ sơ</translation>
    </message>
    <message>
        <source>Papers into the e-store</source>
        <translation>Lưu giấy tờ vào Kho</translation>
    </message>
    <message>
        <source>QR of the citizen card, by a reader of codes</source>
        <translation>Mã QR trên thẻ căn cước, bằng máy đọc mã</translation>
    </message>
    <message>
        <source>Read the QR of the citizen card into this field</source>
        <translation>Đọc mã QR trên thẻ căn cước vào ô này</translation>
    </message>
    <message>
        <source>Card on the scanner</source>
        <translation>Thẻ trên máy quét</translation>
    </message>
    <message>
        <source>Picture of a card</source>
        <translation>Ảnh thẻ căn cước</translation>
    </message>
    <message>
        <source>Number of the person</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>12 digits, old card, passport</source>
        <translation>12 số, CMND, hộ chiếu</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>day/month/year</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Nam</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Nữ</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Giới tính</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Enterprise</source>
        <translation>Doanh nghiệp</translation>
    </message>
    <message>
        <source>Household business</source>
        <translation>Hộ kinh doanh</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Cơ quan nhà nước</translation>
    </message>
    <message>
        <source>Other organisation</source>
        <translation>Tổ chức khác</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Tax number or decision</source>
        <translation>Mã số thuế, số quyết định</translation>
    </message>
    <message>
        <source>Represented by</source>
        <translation>Người đại diện</translation>
    </message>
    <message>
        <source>Name of the organisation</source>
        <translation>Tên tổ chức</translation>
    </message>
    <message>
        <source>Who was here before</source>
        <translation>Ai đã từng đến</translation>
    </message>
    <message>
        <source>Words of the name in any order, marks not needed; or digits of the number</source>
        <translation>Vài chữ trong tên, không cần dấu; hoặc vài số cuối</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Tìm thấy</translation>
    </message>
    <message>
        <source>Who hands in: number</source>
        <translation>Người nộp: số định danh</translation>
    </message>
    <message>
        <source>type it, or read the QR</source>
        <translation>gõ số, hoặc đọc mã QR</translation>
    </message>
    <message>
        <source>Who hands in: full name</source>
        <translation>Người nộp: họ và tên</translation>
    </message>
    <message>
        <source>Paper of authorisation</source>
        <translation>Giấy ủy quyền</translation>
    </message>
    <message>
        <source>number and day</source>
        <translation>số, ngày</translation>
    </message>
</context>
<context>
    <name>Pace</name>
    <message>
        <source>%1 sheets left</source>
        <translation>còn %1 tờ</translation>
    </message>
    <message>
        <source>%1 a working day</source>
        <translation>%1 tờ/ngày làm việc</translation>
    </message>
    <message>
        <source>%1 needed a day</source>
        <translation>cần %1 tờ/ngày</translation>
    </message>
    <message>
        <source>done about %1</source>
        <translation>xong khoảng %1</translation>
    </message>
</context>
<context>
    <name>PageMenu</name>
    <message>
        <source>Page %1, scanned %2</source>
        <translation>Trang %1, quét lúc %2</translation>
    </message>
</context>
<context>
    <name>PagesPanel</name>
    <message>
        <source>page %1</source>
        <translation>trang %1</translation>
    </message>
    <message>
        <source>%1, blank?</source>
        <translation>%1 · trắng?</translation>
    </message>
    <message>
        <source>%1, twice?</source>
        <translation>%1 · trùng?</translation>
    </message>
    <message>
        <source>A signed file, kept as it came: it can be looked at, not changed.</source>
        <translation>Tệp đã ký điện tử, giữ nguyên như khi nhận: chỉ xem, không sửa.</translation>
    </message>
    <message>
        <source>Put «%1» into the feeder and press %k.</source>
        <translation>Đặt «%1» vào khay nạp rồi bấm %k.</translation>
    </message>
    <message>
        <source>Or have it signed here first: %k prints it, filled in with what is known.</source>
        <translation>Chưa có thì %k in tờ khai điền sẵn để công dân ký.</translation>
    </message>
    <message>
        <source>this page seems to be in the dossier twice</source>
        <translation>trang này có vẻ đã quét hai lần</translation>
    </message>
    <message>
        <source>wipe the scanner&apos;s glass: several pages have a streak in the same place</source>
        <translation>lau kính máy quét: nhiều trang có vệt ở cùng một chỗ</translation>
    </message>
    <message>
        <source>Opening the page…</source>
        <translation>Đang mở trang…</translation>
    </message>
    <message>
        <source>Changing the page…</source>
        <translation>Đang sửa trang…</translation>
    </message>
    <message>
        <source>Done: %1 · %k undoes it</source>
        <translation>Đã %1 · %k để hoàn tác</translation>
    </message>
    <message>
        <source>Page %1 to «%2»</source>
        <translation>Trang %1 sang «%2»</translation>
    </message>
    <message>
        <source>Page %1 to place %2</source>
        <translation>Trang %1 sang vị trí %2</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Đã hoàn tác: %1</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Đã làm lại: %1</translation>
    </message>
</context>
<context>
    <name>PagesView</name>
    <message>
        <source>Pages</source>
        <translation>Các trang</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>Opening the file…</source>
        <translation>Đang mở tệp…</translation>
    </message>
    <message>
        <source>Checking the signatures…</source>
        <translation>Đang kiểm tra chữ ký…</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Trang %1/%2</translation>
    </message>
    <message>
        <source>Drawing the page…</source>
        <translation>Đang vẽ trang…</translation>
    </message>
    <message>
        <source>%1 pages went to the printer, in true size.</source>
        <translation>Đã gửi %1 trang tới máy in, đúng kích thước thật.</translation>
    </message>
    <message>
        <source>Printing was stopped after %1 pages.</source>
        <translation>Đã dừng in sau %1 trang.</translation>
    </message>
    <message>
        <source>Printing… %k stops it</source>
        <translation>Đang in… %k để dừng</translation>
    </message>
    <message>
        <source>Save the signed file</source>
        <translation>Lưu tệp đã ký</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Đang lưu…</translation>
    </message>
    <message>
        <source>Saved as «%1», read back and the same.</source>
        <translation>Đã lưu «%1»; đọc lại thấy đúng.</translation>
    </message>
    <message>
        <source>Copied to %1 as «%2», read back and the same.</source>
        <translation>Đã chép vào %1: «%2»; đọc lại thấy đúng.</translation>
    </message>
    <message>
        <source>Have the system eject the stick before it is pulled.</source>
        <translation>Ngắt USB (Eject) rồi mới rút.</translation>
    </message>
    <message>
        <source>Copying to %1…</source>
        <translation>Đang chép vào %1…</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>Page of the file</source>
        <translation>Trang của tệp</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Về hồ sơ</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Opening the dossier…</source>
        <translation>Đang mở hồ sơ…</translation>
    </message>
    <message>
        <source>Opening the paper…</source>
        <translation>Đang mở giấy tờ…</translation>
    </message>
</context>
<context>
    <name>PilePanel</name>
    <message>
        <source>Sorting the pile…</source>
        <translation>Đang xếp chồng giấy…</translation>
    </message>
</context>
<context>
    <name>PileView</name>
    <message>
        <source>Paper that the pages behind belong to</source>
        <translation>Giấy tờ của các trang sau</translation>
    </message>
    <message>
        <source>To this paper (Enter)</source>
        <translation>Vào giấy tờ này (Enter)</translation>
    </message>
    <message>
        <source>Ignore the sheet</source>
        <translation>Bỏ qua tờ này</translation>
    </message>
    <message>
        <source>It is an ordinary page</source>
        <translation>Đó là trang thường</translation>
    </message>
    <message>
        <source>Leave this sheet out (Enter)</source>
        <translation>Lấy tờ này ra (Enter)</translation>
    </message>
</context>
<context>
    <name>PlanPart</name>
    <message>
        <source>Whole counter</source>
        <translation>Cả quầy</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Của tôi</translation>
    </message>
    <message>
        <source>All officials together. How long one of them takes is told to that one alone.</source>
        <translation>Tính chung mọi cán bộ. Thời gian của riêng ai chỉ người ấy xem.</translation>
    </message>
    <message>
        <source>The dossiers that you have received yourself.</source>
        <translation>Những hồ sơ chính bạn đã tiếp nhận.</translation>
    </message>
    <message>
        <source>target %1 %</source>
        <translation>chỉ tiêu %1 %</translation>
    </message>
    <message>
        <source>%1 dossiers, %2 officials</source>
        <translation>%1 hồ sơ, %2 cán bộ</translation>
    </message>
    <message>
        <source>target %1 not for so few</source>
        <translation>ít hồ sơ, không tính chỉ tiêu %1</translation>
    </message>
    <message>
        <source>reading %1</source>
        <translation>đọc, kiểm tra %1</translation>
    </message>
    <message>
        <source>%1 sheets · due %2</source>
        <translation>%1 tờ · hạn %2</translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>hạn %1</translation>
    </message>
    <message>
        <source>no book</source>
        <translation>chưa có quyển</translation>
    </message>
    <message>
        <source>Done at the counter in one day</source>
        <translation>Xong tại quầy trong ngày</translation>
    </message>
    <message>
        <source>Within the target</source>
        <translation>Trong chỉ tiêu</translation>
    </message>
    <message>
        <source>Longer than the target</source>
        <translation>Quá chỉ tiêu</translation>
    </message>
    <message>
        <source>Went on another day</source>
        <translation>Làm qua nhiều ngày</translation>
    </message>
    <message>
        <source>Not confirmed here yet</source>
        <translation>Chưa xác nhận xong tại quầy</translation>
    </message>
    <message>
        <source>All confirmed by the province</source>
        <translation>Tỉnh đã xác nhận hết</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Làm tại quầy</translation>
    </message>
    <message>
        <source>until the last page is scanned</source>
        <translation>đến khi quét xong trang cuối</translation>
    </message>
    <message>
        <source>Reading, checking</source>
        <translation>Đọc, kiểm tra</translation>
    </message>
    <message>
        <source>until the last paper is confirmed here</source>
        <translation>đến khi xác nhận xong giấy tờ cuối tại quầy</translation>
    </message>
    <message>
        <source>Waiting to be signed</source>
        <translation>Chờ ký số</translation>
    </message>
    <message>
        <source>until the last paper is signed</source>
        <translation>đến khi ký xong giấy tờ cuối</translation>
    </message>
    <message>
        <source>Waiting for the line</source>
        <translation>Chờ đường truyền</translation>
    </message>
    <message>
        <source>until the last file is sent</source>
        <translation>đến khi gửi xong tệp cuối</translation>
    </message>
    <message>
        <source>Waiting for the province</source>
        <translation>Chờ tỉnh</translation>
    </message>
    <message>
        <source>until it has confirmed the last paper</source>
        <translation>đến khi tỉnh xác nhận giấy tờ cuối</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 phút</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 giờ</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 ngày</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>chỉ tiêu %1</translation>
    </message>
    <message>
        <source>no target yet</source>
        <translation>chưa có chỉ tiêu</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Digitised data used again</source>
        <translation>Dùng lại dữ liệu đã số hóa</translation>
    </message>
    <message>
        <source>Dossiers a person and year</source>
        <translation>Hồ sơ một người một năm</translation>
    </message>
    <message>
        <source>Minutes at the counter for each dossier</source>
        <translation>Phút tại quầy mỗi hồ sơ</translation>
    </message>
    <message>
        <source>Old results digitised</source>
        <translation>Kết quả cũ đã số hóa</translation>
    </message>
    <message>
        <source>Backlog by year of issue</source>
        <translation>Tồn đọng theo năm ban hành</translation>
    </message>
    <message>
        <source>The way of a dossier</source>
        <translation>Đường đi của hồ sơ</translation>
    </message>
    <message>
        <source>Digitisation report</source>
        <translation>Báo cáo số hóa</translation>
    </message>
    <message>
        <source>%k opens the backlog</source>
        <translation>%k mở màn hình tồn đọng</translation>
    </message>
    <message>
        <source>From opening until the province has confirmed it all</source>
        <translation>Từ lúc mở đến khi tỉnh xác nhận hết</translation>
    </message>
    <message>
        <source>mean of each dossier, and share of the whole way</source>
        <translation>trung bình mỗi hồ sơ, và tỷ lệ trên cả quãng đường</translation>
    </message>
    <message>
        <source>Dossiers by time</source>
        <translation>Hồ sơ theo thời gian</translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>Reading what is framed… %1 leaves it</source>
        <translation>Đang đọc chỗ vừa khoanh… %1 thôi</translation>
    </message>
    <message>
        <source>Nothing there can be «%1».</source>
        <translation>Chỗ ấy không có gì hợp với mục «%1».</translation>
    </message>
</context>
<context>
    <name>ProcedureForm</name>
    <message>
        <source>Reading the catalogue…</source>
        <translation>Đang đọc danh mục…</translation>
    </message>
    <message>
        <source>No procedure is chosen yet.</source>
        <translation>Chưa chọn thủ tục.</translation>
    </message>
    <message>
        <source>%1 procedures fit: choose one with ↑ ↓ and Enter.</source>
        <translation>%1 thủ tục phù hợp: chọn bằng ↑ ↓ rồi Enter.</translation>
    </message>
    <message>
        <source>No procedure fits «%1».</source>
        <translation>Không có thủ tục nào như «%1».</translation>
    </message>
</context>
<context>
    <name>ProcedureView</name>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>A few words in any order, marks not needed; or the code</source>
        <translation>Vài chữ trong tên, không cần dấu; hoặc mã thủ tục</translation>
    </message>
    <message>
        <source>Procedures that fit</source>
        <translation>Các thủ tục phù hợp</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Trường hợp</translation>
    </message>
    <message>
        <source>2 · Procedure</source>
        <translation>2 · Thủ tục</translation>
    </message>
</context>
<context>
    <name>ProspectView</name>
    <message>
        <source>To hand in</source>
        <translation>Cần nộp</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Thời hạn</translation>
    </message>
    <message>
        <source>Day of return</source>
        <translation>Hẹn trả</translation>
    </message>
    <message>
        <source>Goes on</source>
        <translation>Chuyển hồ sơ</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Cơ quan giải quyết</translation>
    </message>
    <message>
        <source>Choose a procedure to see what has to be handed in.</source>
        <translation>Chọn thủ tục để xem cần nộp những gì.</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Looking into the outbox…</source>
        <translation>Đang xem hàng đợi…</translation>
    </message>
    <message>
        <source>%1 on their way</source>
        <translation>%1 hồ sơ chưa gửi xong</translation>
    </message>
    <message>
        <source>Nothing is waiting. Signed dossiers go to the province by themselves.</source>
        <translation>Không có gì đang chờ. Hồ sơ đã ký sẽ tự gửi về tỉnh.</translation>
    </message>
    <message>
        <source>%1 more dossiers are on their way behind these.</source>
        <translation>Còn %1 hồ sơ nữa đang chờ gửi, xếp sau các hồ sơ này.</translation>
    </message>
    <message>
        <source>Putting it back in line…</source>
        <translation>Đang đưa lại vào hàng đợi…</translation>
    </message>
    <message>
        <source>Setting it aside…</source>
        <translation>Đang tạm dừng gửi…</translation>
    </message>
    <message>
        <source>Set aside: %1.</source>
        <translation>Đã tạm dừng gửi: %1.</translation>
    </message>
    <message>
        <source>%k sends it after all.</source>
        <translation>%k để gửi lại ngay.</translation>
    </message>
</context>
<context>
    <name>ReadinessView</name>
    <message>
        <source>What the province would send back</source>
        <translation>Những điều tỉnh sẽ trả lại</translation>
    </message>
    <message>
        <source>BEFORE IT IS SIGNED: TO BE MENDED</source>
        <translation>TRƯỚC KHI KÝ: CÓ ĐIỀU PHẢI SỬA</translation>
    </message>
    <message>
        <source>BEFORE IT IS SIGNED: LOOK AGAIN</source>
        <translation>TRƯỚC KHI KÝ: XEM LẠI</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Counting…</source>
        <translation>Đang đếm…</translation>
    </message>
    <message>
        <source>Figures of this counter; the province has not confirmed %1 dossiers yet.</source>
        <translation>Số liệu của quầy này; %1 hồ sơ chưa được tỉnh xác nhận.</translation>
    </message>
    <message>
        <source>target %1 %</source>
        <translation>chỉ tiêu %1 %</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 so với %2</translation>
    </message>
    <message>
        <source>%1: %2 dossiers</source>
        <translation>%1: %2 hồ sơ</translation>
    </message>
    <message>
        <source>%1 missing ›</source>
        <translation>còn thiếu %1 ›</translation>
    </message>
    <message>
        <source>(not in the catalogue)</source>
        <translation>(ngoài danh mục)</translation>
    </message>
    <message>
        <source>Not met: %1</source>
        <translation>Chưa đạt: %1</translation>
    </message>
    <message>
        <source>Received %1</source>
        <translation>Tiếp nhận %1</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Đã tiếp nhận</translation>
    </message>
    <message>
        <source>Looking for the dossiers…</source>
        <translation>Đang tìm các hồ sơ…</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>%1 hồ sơ đầu của %2</translation>
    </message>
    <message>
        <source>No dossier is behind this number. %k leads back to the report.</source>
        <translation>Không có hồ sơ nào đằng sau con số này. %k về lại báo cáo.</translation>
    </message>
    <message>
        <source>Where the report goes</source>
        <translation>Nơi ghi báo cáo</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Đã ghi %1</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>Đang ghi báo cáo…</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Dossiers each day</source>
        <translation>Hồ sơ mỗi ngày</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Lĩnh vực</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Xuất Excel</translation>
    </message>
    <message>
        <source>Print, PDF</source>
        <translation>In, PDF (thể thức văn bản)</translation>
    </message>
    <message>
        <source>press a column: the dossiers of that day</source>
        <translation>bấm một cột: danh sách hồ sơ ngày ấy</translation>
    </message>
    <message>
        <source>%k opens what is missing</source>
        <translation>%k mở các hồ sơ còn thiếu</translation>
    </message>
    <message>
        <source>By field</source>
        <translation>Theo lĩnh vực</translation>
    </message>
    <message>
        <source>What is missing, and why</source>
        <translation>Còn thiếu vì sao</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>handed over %1</source>
        <translation>đã trả %1</translation>
    </message>
    <message>
        <source>%1 days late</source>
        <translation>trễ %1 ngày</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hôm nay</translation>
    </message>
    <message>
        <source>no day stated</source>
        <translation>không hẹn ngày</translation>
    </message>
    <message>
        <source>in %1 days</source>
        <translation>còn %1 ngày</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Looking which results are due…</source>
        <translation>Đang xem kết quả nào đến hẹn…</translation>
    </message>
    <message>
        <source>read the card or the receipt</source>
        <translation>quét QR thẻ hoặc giấy hẹn</translation>
    </message>
    <message>
        <source>nothing waits for anybody</source>
        <translation>chưa có kết quả nào chờ</translation>
    </message>
    <message>
        <source>past their day of return</source>
        <translation>đã quá ngày hẹn trả</translation>
    </message>
    <message>
        <source>%1 more within two working days</source>
        <translation>thêm %1 trong hai ngày làm việc tới</translation>
    </message>
    <message>
        <source>What waits for them</source>
        <translation>Kết quả tìm thấy</translation>
    </message>
    <message>
        <source>Nothing was found for what was asked. %k shows the list by day of return.</source>
        <translation>Không tìm thấy hồ sơ nào. Bấm %k để về danh sách theo ngày hẹn trả.</translation>
    </message>
    <message>
        <source>No result is due and none waits. Dossiers come here when their day of return is near.</source>
        <translation>Chưa có kết quả nào đến hạn hay chờ trả. Hồ sơ gần đến ngày hẹn sẽ tự hiện ở đây.</translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation>Không có hồ sơ nào ở mục này.</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Trả kết quả</translation>
    </message>
    <message>
        <source>Open the dossier</source>
        <translation>Mở hồ sơ</translation>
    </message>
    <message>
        <source>Looking for the citizen&apos;s results…</source>
        <translation>Đang tìm kết quả của người dân…</translation>
    </message>
    <message>
        <source>Opening the result…</source>
        <translation>Đang mở kết quả…</translation>
    </message>
    <message>
        <source>Handed over to %1. The province is told by itself.</source>
        <translation>Đã trả cho %1. Máy tự báo tỉnh.</translation>
    </message>
    <message>
        <source>%k takes it back as long as the province was not told.</source>
        <translation>Bấm %k để hoàn tác khi tỉnh chưa được báo.</translation>
    </message>
    <message>
        <source>Taken back: the result is hidden again.</source>
        <translation>Đã hoàn tác: kết quả ẩn lại như cũ.</translation>
    </message>
    <message>
        <source>Taking it back…</source>
        <translation>Đang thu lại…</translation>
    </message>
    <message>
        <source>Opening the dossier…</source>
        <translation>Đang mở hồ sơ…</translation>
    </message>
    <message>
        <source>Signed file of the issuing software</source>
        <translation>Tệp đã ký của phần mềm ban hành</translation>
    </message>
    <message>
        <source>The result is there. It is hidden until it is handed over.</source>
        <translation>Đã có kết quả. Kết quả được ẩn cho đến khi trả.</translation>
    </message>
    <message>
        <source>Signed.</source>
        <translation>Đã ký.</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>card, receipt, name or code</source>
        <translation>QR thẻ, giấy hẹn, tên, mã</translation>
    </message>
    <message>
        <source>Who comes for a result?</source>
        <translation>Ai đến nhận kết quả?</translation>
    </message>
    <message>
        <source>to hand over</source>
        <translation>chờ trả</translation>
    </message>
    <message>
        <source>late</source>
        <translation>quá hạn</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>hẹn hôm nay</translation>
    </message>
    <message>
        <source>By day of return</source>
        <translation>Theo ngày hẹn</translation>
    </message>
    <message>
        <source>To hand over</source>
        <translation>Chờ trả</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Soon</source>
        <translation>Sắp đến</translation>
    </message>
    <message>
        <source>Signed file</source>
        <translation>Tệp đã ký</translation>
    </message>
    <message>
        <source>Sign results</source>
        <translation>Ký kết quả</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Trả kết quả</translation>
    </message>
</context>
<context>
    <name>ReusePanel</name>
    <message>
        <source>Noting where the paper comes from…</source>
        <translation>Đang ghi nguồn của giấy tờ…</translation>
    </message>
    <message>
        <source>Scan it after all</source>
        <translation>Không dùng bản này, quét bản giấy</translation>
    </message>
    <message>
        <source>Take this one, do not scan</source>
        <translation>Lấy bản này, khỏi quét</translation>
    </message>
    <message>
        <source>Or put «%1» into the feeder and press %k.</source>
        <translation>Hoặc đặt «%1» vào khay rồi bấm %k.</translation>
    </message>
    <message>
        <source>Put «%1» into the feeder and press %k.</source>
        <translation>Đặt «%1» vào khay nạp rồi bấm %k.</translation>
    </message>
    <message>
        <source>Looking into the citizen&apos;s e-store…</source>
        <translation>Đang tra cứu Kho của công dân…</translation>
    </message>
    <message>
        <source>Looked up %1.</source>
        <translation>Tra cứu lúc %1.</translation>
    </message>
    <message>
        <source>The e-store does not have this paper.</source>
        <translation>Kho chưa có giấy tờ này.</translation>
    </message>
    <message>
        <source>The e-store has this paper, but it is no longer valid.</source>
        <translation>Kho có giấy tờ này nhưng không còn dùng được.</translation>
    </message>
    <message>
        <source>%1 papers found: ← → shows the others.</source>
        <translation>Tìm thấy %1 bản: bấm ← → để xem bản khác.</translation>
    </message>
    <message>
        <source>The e-store has this paper: it need not be scanned.</source>
        <translation>Kho đã có giấy tờ này: không cần quét.</translation>
    </message>
    <message>
        <source>Not looked up in the e-store yet.</source>
        <translation>Chưa tra cứu được Kho.</translation>
    </message>
    <message>
        <source>The session of %1 at the province is over.</source>
        <translation>Phiên đăng nhập của %1 trên hệ thống của tỉnh đã hết.</translation>
    </message>
    <message>
        <source>Log in again to look; you can scan meanwhile.</source>
        <translation>Đăng nhập lại để tra cứu; trong lúc chờ vẫn quét được.</translation>
    </message>
    <message>
        <source>Log in at the province to look; you can scan meanwhile.</source>
        <translation>Đăng nhập hệ thống của tỉnh để tra cứu; trong lúc chờ vẫn quét được.</translation>
    </message>
    <message>
        <source>It is looked up by itself as soon as there is a line; you can scan meanwhile.</source>
        <translation>Quầy Số sẽ tự tra cứu khi có đường truyền; trong lúc chờ vẫn quét được.</translation>
    </message>
    <message>
        <source>Taken from the e-store: nothing is to be scanned.</source>
        <translation>Đã lấy từ Kho: không phải quét.</translation>
    </message>
    <message>
        <source>the same as the store announced</source>
        <translation>đúng mã băm Kho đã báo</translation>
    </message>
    <message>
        <source>its store gave no hash</source>
        <translation>Kho không báo mã băm để đối chiếu</translation>
    </message>
    <message>
        <source>Its file is kept here: %1 pages, %2.</source>
        <translation>Đã lưu tệp: %1 trang, %2.</translation>
    </message>
    <message>
        <source>Its file comes by itself as soon as there is a line.</source>
        <translation>Tệp sẽ tự tải về khi có đường truyền.</translation>
    </message>
    <message>
        <source>IN THE E-STORE</source>
        <translation>TRONG KHO</translation>
    </message>
    <message>
        <source>%1, or result %2</source>
        <translation>%1, hoặc kết quả %2</translation>
    </message>
    <message>
        <source>component of a dossier</source>
        <translation>thành phần hồ sơ</translation>
    </message>
    <message>
        <source>result of a procedure</source>
        <translation>kết quả giải quyết</translation>
    </message>
    <message>
        <source>originals: %1, copies: %2</source>
        <translation>%1 bản chính, %2 bản sao</translation>
    </message>
    <message>
        <source>valid today</source>
        <translation>còn hạn hôm nay</translation>
    </message>
</context>
<context>
    <name>ReuseView</name>
    <message>
        <source>First page of the stored paper</source>
        <translation>Trang đầu của giấy tờ trong Kho</translation>
    </message>
    <message>
        <source>ASKED FOR</source>
        <translation>THỦ TỤC YÊU CẦU</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Nơi cấp</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>Thời hạn</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Nơi lưu</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Hỏi lại Kho</translation>
    </message>
</context>
<context>
    <name>Scanning</name>
    <message>
        <source>Scanning «%1»…</source>
        <translation>Đang quét «%1»…</translation>
    </message>
    <message>
        <source>Scanning a pile with separator sheets…</source>
        <translation>Đang quét chồng giấy có tờ phân tách…</translation>
    </message>
    <message>
        <source>Scanning the page again…</source>
        <translation>Đang quét lại trang…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Đang dừng…</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>Trang %1</translation>
    </message>
    <message>
        <source>Page %1 · %2 %</source>
        <translation>Trang %1 · %2 %</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Intake</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Certified copies</source>
        <translation>Chứng thực</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Tồn đọng</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Cơ quan</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Tra cứu</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Hàng đợi</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Báo cáo</translation>
    </message>
    <message>
        <source>This PC</source>
        <translation>Máy</translation>
    </message>
</context>
<context>
    <name>SendingBackDialog</name>
    <message>
        <source>Digitise anew</source>
        <translation>Số hóa lại</translation>
    </message>
    <message>
        <source>Nothing was sent back; see the log.</source>
        <translation>Chưa trả lại được; xem nhật ký kỹ thuật.</translation>
    </message>
</context>
<context>
    <name>SendingBackView</name>
    <message>
        <source>The version so far is kept; a new one takes its place and is sent again.</source>
        <translation>Bản cũ được giữ; bản mới thay chỗ nó và được gửi lại.</translation>
    </message>
    <message>
        <source>Page, 0 for all of it</source>
        <translation>Trang (0: cả giấy tờ)</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Sai ở đâu</translation>
    </message>
    <message>
        <source>Digitise anew</source>
        <translation>Số hóa lại</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>First run</source>
        <translation>Lần chạy đầu</translation>
    </message>
    <message>
        <source>five steps; Esc leaves them for later</source>
        <translation>năm bước; Esc để làm sau</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der)</source>
        <translation>Chứng thư (*.pem *.crt *.cer *.der)</translation>
    </message>
    <message>
        <source>The answer was not kept; see the log.</source>
        <translation>Chưa ghi được câu trả lời; xem nhật ký.</translation>
    </message>
    <message>
        <source>It could not be tried; see the log.</source>
        <translation>Chưa thử được; xem nhật ký.</translation>
    </message>
    <message>
        <source>One sheet came: %1 × %2 px at %3 dpi. It is not kept.</source>
        <translation>Đã quét được một tờ: %1 × %2 điểm ảnh, %3 dpi. Tờ này không được giữ lại.</translation>
    </message>
    <message>
        <source>STEP %1 OF %2</source>
        <translation>BƯỚC %1 / %2</translation>
    </message>
    <message>
        <source>being tried…</source>
        <translation>đang thử…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>xong</translation>
    </message>
    <message>
        <source>This counter works with real data, so no practice dossier is opened in it. The training mode has a store, a scanner, a signing USB and a province of its own, all invented. It is opened in the place of this window; opened the next time, Quầy Số works with real data again.</source>
        <translation>Quầy này làm với dữ liệu thật nên không mở hồ sơ tập ở đây. Chế độ tập huấn có kho, máy quét, USB ký số và hệ thống của tỉnh riêng, tất cả là giả. Chế độ ấy mở ra thay cửa sổ này; đóng lại rồi mở Quầy Số như thường lệ là về với dữ liệu thật.</translation>
    </message>
    <message>
        <source>Scanning… Esc stops.</source>
        <translation>Đang quét… Esc dừng.</translation>
    </message>
    <message>
        <source>Being tried…</source>
        <translation>Đang thử…</translation>
    </message>
    <message>
        <source>Nothing else is missing. This counter can work.</source>
        <translation>Không còn gì thiếu. Quầy này làm việc được rồi.</translation>
    </message>
    <message>
        <source>Keep and go on</source>
        <translation>Ghi và đi tiếp</translation>
    </message>
    <message>
        <source>Open a practice dossier</source>
        <translation>Mở hồ sơ tập</translation>
    </message>
    <message>
        <source>Open the training mode</source>
        <translation>Mở chế độ tập huấn</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Bước tiếp</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
</context>
<context>
    <name>SetupView</name>
    <message>
        <source>STILL MISSING</source>
        <translation>CÒN THIẾU</translation>
    </message>
    <message>
        <source>Scan one sheet</source>
        <translation>Quét thử một tờ</translation>
    </message>
    <message>
        <source>Driver…</source>
        <translation>Trình điều khiển…</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Chọn tệp…</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>As the catalogue or the certificate has it; Enter keeps it.</source>
        <translation>Theo danh mục hoặc chứng thư; Enter để ghi.</translation>
    </message>
    <message>
        <source>Set by the province: %1.</source>
        <translation>Tỉnh đã đặt: %1.</translation>
    </message>
</context>
<context>
    <name>Shift</name>
    <message>
        <source>stays with me</source>
        <translation>tôi giữ lại</translation>
    </message>
    <message>
        <source>waits to be taken over</source>
        <translation>chờ nhận</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>đã nhận</translation>
    </message>
    <message>
        <source>not taken over</source>
        <translation>không nhận</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>đã lấy lại</translation>
    </message>
</context>
<context>
    <name>ShiftPage</name>
    <message>
        <source>Looking what is unfinished…</source>
        <translation>Đang xem hồ sơ chưa xong…</translation>
    </message>
    <message>
        <source>%1 dossiers</source>
        <translation>%1 hồ sơ</translation>
    </message>
    <message>
        <source>Let it go along</source>
        <translation>Giao cùng</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Bỏ ra</translation>
    </message>
    <message>
        <source>%1 of %2 dossiers go. They stay yours until the other has logged in and taken them over.</source>
        <translation>Giao %1 trong %2 hồ sơ. Hồ sơ vẫn là của bạn cho đến khi bên nhận đăng nhập và nhận.</translation>
    </message>
    <message>
        <source>Choose who receives the dossiers.</source>
        <translation>Hãy chọn người nhận hồ sơ.</translation>
    </message>
    <message>
        <source>↓ goes through the officials.</source>
        <translation>Phím ↓ đi qua từng cán bộ.</translation>
    </message>
    <message>
        <source>Dossiers to another official</source>
        <translation>Bàn giao hồ sơ</translation>
    </message>
    <message>
        <source>Nobody logs in at this counter: every dossier is that of its one official, and there is nobody to give it to. %k sets officials up.</source>
        <translation>Quầy này chưa có cán bộ nào đăng nhập: mọi hồ sơ là của một người, không có ai để bàn giao. Bấm %k để thêm cán bộ.</translation>
    </message>
    <message>
        <source>Your role has no dossiers, and none can be given to you.</source>
        <translation>Vai trò của bạn không giữ hồ sơ nên không bàn giao và không nhận bàn giao.</translation>
    </message>
    <message>
        <source>Nothing of yours is unfinished: there is nothing to give.</source>
        <translation>Bạn không có hồ sơ nào chưa xong để bàn giao.</translation>
    </message>
    <message>
        <source>Nobody gives you any dossiers now.</source>
        <translation>Không có ai đang bàn giao cho bạn.</translation>
    </message>
    <message>
        <source>Nothing was given yet.</source>
        <translation>Chưa có lần bàn giao nào.</translation>
    </message>
    <message>
        <source>Giving the dossiers…</source>
        <translation>Đang bàn giao…</translation>
    </message>
    <message>
        <source>%1 dossiers are given to %2, who takes them over after logging in.</source>
        <translation>Đã giao %1 hồ sơ cho %2, chờ người ấy đăng nhập và nhận.</translation>
    </message>
    <message>
        <source>%k prints the list that both sign.</source>
        <translation>Bấm %k để in biên bản hai bên ký.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Lấy lại</translation>
    </message>
    <message>
        <source>Noting the answer…</source>
        <translation>Đang ghi câu trả lời…</translation>
    </message>
    <message>
        <source>%1 dossiers of %2 are yours now.</source>
        <translation>%1 hồ sơ của %2 nay là của bạn.</translation>
    </message>
    <message>
        <source>%1 dossiers stay with %2.</source>
        <translation>%1 hồ sơ vẫn ở %2.</translation>
    </message>
    <message>
        <source>Taking the dossiers back…</source>
        <translation>Đang lấy lại hồ sơ…</translation>
    </message>
    <message>
        <source>%1 dossiers are yours again.</source>
        <translation>%1 hồ sơ lại là của bạn.</translation>
    </message>
    <message>
        <source>%1 has taken over %2 dossiers.</source>
        <translation>%1 đã nhận %2 hồ sơ.</translation>
    </message>
    <message>
        <source>List that both sign</source>
        <translation>Biên bản hai bên ký</translation>
    </message>
    <message>
        <source>Drawing the list…</source>
        <translation>Đang lập biên bản…</translation>
    </message>
</context>
<context>
    <name>ShiftView</name>
    <message>
        <source>Who receives them</source>
        <translation>Người nhận</translation>
    </message>
    <message>
        <source>choose an official</source>
        <translation>chọn cán bộ</translation>
    </message>
    <message>
        <source>What there is to say</source>
        <translation>Lời dặn</translation>
    </message>
    <message>
        <source>what there is to say; nothing of any citizen</source>
        <translation>lời dặn; không ghi gì về người dân</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Giao cho</translation>
    </message>
    <message>
        <source>Dossiers, or hand-overs</source>
        <translation>Hồ sơ, hoặc các lần bàn giao</translation>
    </message>
    <message>
        <source>%1 %2 choose</source>
        <translation>%1 %2 chọn</translation>
    </message>
    <message>
        <source>Dossiers of the marked hand-over</source>
        <translation>Hồ sơ của lần bàn giao đang chọn</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Bỏ ra</translation>
    </message>
    <message>
        <source>List to sign</source>
        <translation>Biên bản</translation>
    </message>
    <message>
        <source>To give</source>
        <translation>Bàn giao</translation>
    </message>
    <message>
        <source>Given before</source>
        <translation>Đã bàn giao</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>Bàn giao</translation>
    </message>
    <message>
        <source>To take over</source>
        <translation>Chờ nhận</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Nhận</translation>
    </message>
</context>
<context>
    <name>SigningDialog</name>
    <message>
        <source>Sign and send</source>
        <translation>Ký và gửi</translation>
    </message>
    <message>
        <source>Sign %1 papers with one PIN</source>
        <translation>Ký %1 giấy tờ bằng một mã PIN</translation>
    </message>
    <message>
        <source>Looking for the signing USB…</source>
        <translation>Đang tìm USB ký số…</translation>
    </message>
    <message>
        <source>The agency&apos;s signature</source>
        <translation>Chữ ký của cơ quan</translation>
    </message>
    <message>
        <source>The agency&apos;s signature on %1 papers</source>
        <translation>Chữ ký cơ quan trên %1 giấy tờ</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Ký</translation>
    </message>
    <message>
        <source>Sign (Enter)</source>
        <translation>Ký (Enter)</translation>
    </message>
    <message>
        <source>No certificate found. Plug the signing USB in; it is noticed by itself.</source>
        <translation>Chưa thấy chứng thư nào. Hãy cắm USB ký số; chương trình tự nhận ra.</translation>
    </message>
    <message>
        <source>Page 1 is being drawn…</source>
        <translation>Đang vẽ trang 1…</translation>
    </message>
    <message>
        <source>This paper is signed.</source>
        <translation>Giấy tờ này đã ký.</translation>
    </message>
    <message>
        <source>Page 1 cannot be shown.</source>
        <translation>Không hiện được trang 1.</translation>
    </message>
    <message>
        <source>Page %1 of %2. The signature stands on page 1.</source>
        <translation>Trang %1 trên %2. Chữ ký đứng ở trang 1.</translation>
    </message>
    <message>
        <source>Look on (Enter) · %1 left</source>
        <translation>Xem tiếp (Enter) · còn %1 bản</translation>
    </message>
    <message>
        <source>The signature stands where you put it.</source>
        <translation>Chữ ký nằm ở chỗ đã chọn.</translation>
    </message>
    <message>
        <source>The signature covers something here, for nothing is quite free. Move it if you can.</source>
        <translation>Trang không còn chỗ nào trống hẳn nên chữ ký đang che một phần. Nếu được, hãy chuyển chỗ.</translation>
    </message>
    <message>
        <source>Here the signature would cover text, a seal or another signature.</source>
        <translation>Ở chỗ này chữ ký sẽ che chữ, con dấu hoặc chữ ký khác.</translation>
    </message>
    <message>
        <source>Move the signature on «%1» to a free place.</source>
        <translation>Chuyển chữ ký trên «%1» sang chỗ trống.</translation>
    </message>
    <message>
        <source>Sign the rest (Enter)</source>
        <translation>Ký tiếp phần còn lại (Enter)</translation>
    </message>
    <message>
        <source>%1 of %2 papers are signed.</source>
        <translation>Đã ký %1 trên %2 giấy tờ.</translation>
    </message>
    <message>
        <source>%1 days left</source>
        <translation>còn %1 ngày</translation>
    </message>
    <message>
        <source>Drag the signature, or press %k and the arrows, to move it.</source>
        <translation>Kéo chữ ký, hoặc bấm %k rồi các phím mũi tên, để chuyển chỗ.</translation>
    </message>
    <message>
        <source>issued by </source>
        <translation>cấp bởi </translation>
    </message>
    <message>
        <source>PIN OF THE SIGNING USB «%1»</source>
        <translation>MÃ PIN CỦA USB KÝ SỐ «%1»</translation>
    </message>
    <message>
        <source>Signing «%1»…</source>
        <translation>Đang ký «%1»…</translation>
    </message>
    <message>
        <source>Something went wrong; nothing was half signed. See the log.</source>
        <translation>Có lỗi xảy ra; không giấy tờ nào bị ký dở. Xem nhật ký.</translation>
    </message>
</context>
<context>
    <name>SigningView</name>
    <message>
        <source>Page 1 with the visible signature</source>
        <translation>Trang 1 với chữ ký hiển thị</translation>
    </message>
    <message>
        <source>Papers to sign</source>
        <translation>Giấy tờ sẽ ký</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Chứng thư</translation>
    </message>
    <message>
        <source>CERTIFICATE</source>
        <translation>CHỨNG THƯ SỐ</translation>
    </message>
    <message>
        <source>PIN OF THE SIGNING USB</source>
        <translation>MÃ PIN CỦA USB KÝ SỐ</translation>
    </message>
    <message>
        <source>PIN of the signing USB</source>
        <translation>Mã PIN của USB ký số</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Bỏ qua (Esc)</translation>
    </message>
    <message>
        <source>Sign and send (Enter)</source>
        <translation>Ký và gửi (Enter)</translation>
    </message>
</context>
<context>
    <name>Slips</name>
    <message>
        <source>Opening the slips…</source>
        <translation>Đang mở phiếu của hồ sơ…</translation>
    </message>
    <message>
        <source>%1 pages of «%2» went to the printer.</source>
        <translation>Đã gửi %1 trang của «%2» tới máy in.</translation>
    </message>
    <message>
        <source>Printing the slip…</source>
        <translation>Đang in phiếu…</translation>
    </message>
</context>
<context>
    <name>SlipsDialog</name>
    <message>
        <source>Slips</source>
        <translation>Phiếu</translation>
    </message>
    <message>
        <source>Waits for additions; its term does not run. %k when they came.</source>
        <translation>Đang chờ bổ sung, hạn chưa tính. Bấm %k khi đã nhận đủ.</translation>
    </message>
    <message>
        <source>Refused. %k takes the refusal back.</source>
        <translation>Đã từ chối. %k thu lại phiếu từ chối.</translation>
    </message>
    <message>
        <source>Stopped. %k takes the stop back.</source>
        <translation>Đã dừng giải quyết. %k thu lại phiếu dừng giải quyết.</translation>
    </message>
    <message>
        <source>No day of return is stated.</source>
        <translation>Không hẹn ngày trả.</translation>
    </message>
    <message>
        <source>Day of return: %1</source>
        <translation>Ngày hẹn trả: %1</translation>
    </message>
    <message>
        <source>What is to be added or mended, all of it at once</source>
        <translation>Cần bổ sung, sửa những gì; ghi đầy đủ một lần</translation>
    </message>
    <message>
        <source>Why the dossier is refused</source>
        <translation>Lý do từ chối hồ sơ</translation>
    </message>
    <message>
        <source>Why it is late</source>
        <translation>Lý do trễ hẹn</translation>
    </message>
    <message>
        <source>Why the dossier is stopped: withdrawn, not completed, or else</source>
        <translation>Lý do dừng giải quyết: người nộp xin rút, không bổ sung giấy tờ, hoặc lý do khác</translation>
    </message>
    <message>
        <source>The additions came: the dossier goes on, its term is reckoned from now.</source>
        <translation>Đã nhận đủ bổ sung: hồ sơ đi tiếp, hạn tính lại từ bây giờ.</translation>
    </message>
    <message>
        <source>%1 originals were given back.</source>
        <translation>Đã trả lại %1 bản chính.</translation>
    </message>
    <message>
        <source>Taken back: %1. The dossier stands as before.</source>
        <translation>Đã thu lại %1. Hồ sơ trở về như trước.</translation>
    </message>
    <message>
        <source>%1 is kept with the dossier.</source>
        <translation>%1 đã được giữ cùng hồ sơ.</translation>
    </message>
    <message>
        <source>%1 is kept with the dossier; the province tells the applicant.</source>
        <translation>%1 đã được giữ cùng hồ sơ; tỉnh sẽ báo cho người nộp.</translation>
    </message>
    <message>
        <source>Nothing was written; see the log.</source>
        <translation>Chưa lập được phiếu; xem nhật ký kỹ thuật.</translation>
    </message>
</context>
<context>
    <name>SlipsView</name>
    <message>
        <source>New day of return</source>
        <translation>Ngày hẹn trả mới</translation>
    </message>
    <message>
        <source>New day of return, such as 12/03/2026</source>
        <translation>Ngày hẹn trả mới, ví dụ 12/03/2026</translation>
    </message>
    <message>
        <source>WRITTEN BEFORE</source>
        <translation>ĐÃ LẬP</translation>
    </message>
    <message>
        <source>Slips written before</source>
        <translation>Các phiếu đã lập</translation>
    </message>
    <message>
        <source>Take the last one back</source>
        <translation>Thu lại phiếu vừa lập</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
    <message>
        <source>Write and print</source>
        <translation>Lập và in</translation>
    </message>
    <message>
        <source>RECEIVED WITH IT</source>
        <translation>GIẤY TỜ ĐÃ NHẬN</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>Bản chính</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Bản sao</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Trả lại</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>Opening the store…</source>
        <translation>Đang mở kho dữ liệu…</translation>
    </message>
    <message>
        <source>Taking up what was left…</source>
        <translation>Đang làm tiếp việc còn dở…</translation>
    </message>
</context>
<context>
    <name>Sticks</name>
    <message>
        <source>%1: %2 GB free</source>
        <translation>%1: còn %2 GB</translation>
    </message>
</context>
<context>
    <name>TakeHereDialog</name>
    <message>
        <source>Take over here</source>
        <translation>Nhận tại đây</translation>
    </message>
    <message>
        <source>%1 takes over %2 dossiers</source>
        <translation>%1 nhận %2 hồ sơ</translation>
    </message>
    <message>
        <source>These dossiers are for %1.</source>
        <translation>Các hồ sơ này giao cho %1.</translation>
    </message>
    <message>
        <source>Nothing was taken over; see the log.</source>
        <translation>Chưa nhận được gì; xem nhật ký máy.</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Looking what waits…</source>
        <translation>Đang xem việc đang chờ…</translation>
    </message>
    <message>
        <source>Filed online: %1 dossiers wait.</source>
        <translation>Nộp trực tuyến: %1 hồ sơ đang chờ.</translation>
    </message>
    <message>
        <source>%1 gives you %2 dossiers.</source>
        <translation>%1 bàn giao cho bạn %2 hồ sơ.</translation>
    </message>
    <message>
        <source>%1 received today</source>
        <translation>%1 hồ sơ tiếp nhận hôm nay</translation>
    </message>
    <message>
        <source>one PIN signs a whole dossier</source>
        <translation>một mã PIN ký cả hồ sơ</translation>
    </message>
    <message>
        <source>nothing waits for a signature</source>
        <translation>không có gì chờ ký</translation>
    </message>
    <message>
        <source>open it to see what the province said</source>
        <translation>mở hồ sơ để xem tỉnh nói gì</translation>
    </message>
    <message>
        <source>nothing returned</source>
        <translation>tỉnh không trả lại gì</translation>
    </message>
    <message>
        <source>%1 more dossiers are not listed; the search above finds them by name, number or code.</source>
        <translation>Còn %1 hồ sơ nữa chưa liệt kê ở đây; tìm theo tên, số hoặc mã ở ô phía trên.</translation>
    </message>
    <message>
        <source>Everything begun is finished. %k opens the next dossier.</source>
        <translation>Việc đã nhận đều xong. Bấm %k để mở hồ sơ tiếp theo.</translation>
    </message>
    <message>
        <source>Nothing waits for your signature. What is confirmed comes here.</source>
        <translation>Không có gì chờ ký. Giấy tờ đã xác nhận sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Every applicant was told that the dossier is taken in. %k writes the receipt of one.</source>
        <translation>Người nộp nào cũng đã được báo tiếp nhận hoặc yêu cầu bổ sung. Phiếu của một hồ sơ: %k.</translation>
    </message>
    <message>
        <source>The province has returned nothing.</source>
        <translation>Tỉnh không trả lại hồ sơ nào.</translation>
    </message>
    <message>
        <source>No dossier yet today. Press %k, or read the QR of a citizen card, to begin.</source>
        <translation>Hôm nay chưa có hồ sơ nào. Bấm %k, hoặc quét QR trên thẻ căn cước, để bắt đầu.</translation>
    </message>
</context>
<context>
    <name>TodayView</name>
    <message>
        <source>Call the next number</source>
        <translation>Mời số tiếp theo</translation>
    </message>
    <message>
        <source>or read the QR of a citizen card</source>
        <translation>hoặc quét QR thẻ căn cước</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>đang làm dở</translation>
    </message>
    <message>
        <source>to be signed</source>
        <translation>chờ ký</translation>
    </message>
    <message>
        <source>to be mended</source>
        <translation>cần sửa</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Đang làm dở</translation>
    </message>
    <message>
        <source>To be signed</source>
        <translation>Chờ ký</translation>
    </message>
    <message>
        <source>Returned by the province</source>
        <translation>Tỉnh trả lại</translation>
    </message>
    <message>
        <source>See and take over</source>
        <translation>Xem và nhận</translation>
    </message>
    <message>
        <source>No reply yet</source>
        <translation>Chờ báo tiếp nhận</translation>
    </message>
</context>
<context>
    <name>UnopenedView</name>
    <message>
        <source>Quầy Số cannot open</source>
        <translation>Quầy Số chưa mở được</translation>
    </message>
</context>
<context>
    <name>ValueView</name>
    <message>
        <source>Where the value stands on the page</source>
        <translation>Chỗ của giá trị trên trang</translation>
    </message>
    <message>
        <source>once more, from the paper</source>
        <translation>gõ lại lần nữa theo tờ giấy</translation>
    </message>
    <message>
        <source>THIS RESULT</source>
        <translation>KẾT QUẢ NÀY</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>SIGNATURE OF THE OFFICIAL</source>
        <translation>CHỮ KÝ CỦA CÁN BỘ</translation>
    </message>
    <message>
        <source>SIGNATURE OF THE AGENCY</source>
        <translation>CHỮ KÝ CỦA CƠ QUAN</translation>
    </message>
    <message>
        <source>SIGNATURE THAT THE FILE CAME WITH</source>
        <translation>CHỮ KÝ CÓ SẴN TRONG TỆP</translation>
    </message>
    <message>
        <source>the file has none</source>
        <translation>tệp không có</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>THE FILE</source>
        <translation>TỆP</translation>
    </message>
    <message>
        <source>Conversion mark</source>
        <translation>Dấu chuyển đổi</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Dung lượng</translation>
    </message>
    <message>
        <source>Begin of its SHA-256</source>
        <translation>Đầu mã băm SHA-256</translation>
    </message>
</context>
<context>
    <name>WhoIsHere</name>
    <message>
        <source>Account at the province…</source>
        <translation>Tài khoản ở tỉnh…</translation>
    </message>
    <message>
        <source>Your password is changed.</source>
        <translation>Đã đổi mật khẩu.</translation>
    </message>
    <message>
        <source>From now on your signing USB logs you in, beside the password.</source>
        <translation>Từ nay đăng nhập được bằng USB ký số, bên cạnh mật khẩu.</translation>
    </message>
    <message>
        <source>%1 dossiers wait for you to take them over.</source>
        <translation>Có %1 hồ sơ đang chờ bạn nhận bàn giao.</translation>
    </message>
    <message>
        <source>See them</source>
        <translation>Xem</translation>
    </message>
</context>
</TS>
