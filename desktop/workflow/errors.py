"""What a clerk cannot do, and why.

The file is long because each refusal has its words here, and nothing else.
"""

from __future__ import annotations

from desktop.model.errors import Refusal, Trouble


class NoCatalogue(Refusal):
    """No catalogue was ever taken."""

    code = "no_catalogue"
    sentence = "Máy này chưa có danh mục thủ tục."
    advice = "Tải danh mục của tỉnh khi có đường truyền, hoặc nhập từ tệp."


class SecretProcedure(Refusal):
    """State-secret papers must not enter (R21)."""

    code = "secret_procedure"
    sentence = "Thủ tục «{subject}» có bí mật nhà nước, không được số hóa ở đây."
    advice = "Tiếp nhận bằng giấy theo quy định về bảo vệ bí mật nhà nước."


class UnitDefunct(Refusal):
    """A unit that no longer exists stays readable, and takes and decides nothing new (R11)."""

    code = "unit_defunct"
    sentence = "Đơn vị «{subject}» ({whose}) không còn hoặc chưa có vào ngày tiếp nhận."
    advice = "Nhờ quản trị viên sửa mã đơn vị trong cấu hình hoặc cập nhật danh mục, rồi mở hồ sơ mới."


class DossierAwaits(Refusal):
    """Additions were asked for, and its term does not run (R17)."""

    code = "dossier_awaits"
    sentence = "Hồ sơ {subject} đang chờ bổ sung."
    advice = "Khi nhận đủ giấy tờ, mở phiếu của hồ sơ rồi ghi nhận đã bổ sung; hạn được tính lại từ lúc đó."


class DossierRefused(Refusal):
    """It was not taken in."""

    code = "dossier_refused"
    sentence = "Hồ sơ {subject} đã bị từ chối tiếp nhận."
    advice = "Nếu từ chối nhầm, mở phiếu của hồ sơ rồi thu lại phiếu từ chối; nếu không, mở hồ sơ mới."


class DossierStopped(Refusal):
    """It is not decided: it was withdrawn, or what was asked for never came."""

    code = "dossier_stopped"
    sentence = "Hồ sơ {subject} đã dừng giải quyết."
    advice = "Nếu dừng nhầm, mở phiếu của hồ sơ rồi thu lại phiếu dừng giải quyết; nếu không, mở hồ sơ mới."


class NothingScanned(Refusal):
    """A paper without pages cannot be confirmed."""

    code = "nothing_scanned"
    sentence = "Giấy tờ «{subject}» chưa có trang nào."
    advice = "Đặt giấy vào máy quét rồi bấm F2."


class NotReadYet(Refusal):
    """Pages are still being cleaned and read."""

    code = "not_read_yet"
    sentence = "Giấy tờ «{subject}» còn {count} trang đang xử lý."
    advice = "Chờ vài giây rồi xác nhận lại."


class PageUnfit(Refusal):
    """A page is red and nobody has said why it may stay (R22, R23)."""

    code = "page_unfit"
    sentence = "Trang {number} của «{subject}» chưa đạt: {reason}."
    advice = "Bấm F3 để quét lại trang này, hoặc giữ lại kèm lý do."


class ComponentsMissing(Refusal):
    """A dossier cannot be closed while a component that must be digitised is not (R4)."""

    code = "components_missing"
    sentence = "Hồ sơ còn thiếu giấy tờ phải số hóa: {subject}."
    advice = "Quét các giấy tờ còn thiếu rồi ký lại."


class NotConfirmed(Refusal):
    """Papers have pages that nobody has confirmed."""

    code = "not_confirmed"
    sentence = "Đã quét nhưng chưa xác nhận: {subject}."
    advice = "Xem từng giấy tờ và bấm Enter để xác nhận."


class ChangedSince(Refusal):
    """What was seen of a paper is not what lies there now; only what was seen can be confirmed (R23)."""

    code = "changed_since"
    sentence = "Giấy tờ «{subject}» vừa thay đổi, khác với lúc hiện trên màn hình; chưa xác nhận gì."
    advice = "Xem lại giấy tờ rồi xác nhận."


class EditedSince(Refusal):
    """Something was done to the dossier's pages that the clerk has not seen: an undo would undo that instead."""

    code = "edited_since"
    sentence = "Các trang của hồ sơ vừa thay đổi thêm; chưa hoàn tác gì."
    advice = "Xem lại các trang rồi bấm lại."


class PaperLocked(Refusal):
    """A signed paper never changes again (R38)."""

    code = "paper_locked"
    sentence = "Giấy tờ «{subject}» đã ký nên không sửa được nữa."
    advice = "Nếu sai, lập giấy tờ mới thay thế."


class NoScanner(Trouble):
    """No scanner answers."""

    code = "no_scanner"
    sentence = "Không thấy máy quét nào."
    advice = "Bật máy quét, kiểm tra dây cáp hoặc mạng, rồi bấm F2 lại."


class NoProvince(Refusal):
    """No provincial system is set up for this counter."""

    code = "no_province"
    sentence = "Quầy này chưa được khai báo hệ thống của tỉnh."
    advice = "Nhờ quản trị viên điền địa chỉ và tài khoản kết nối trong tệp cấu hình."


class NotACard(Refusal):
    """What lies on a page is too large for a card."""

    code = "not_a_card"
    sentence = "Trang này không phải một mặt thẻ: phần có nội dung lớn hơn thẻ."
    advice = "Chọn đúng trang quét thẻ, hoặc cắt trang theo mép thẻ rồi ghép lại."


class NoQuestion(Refusal):
    """A pile was answered that asks nothing (any more)."""

    code = "no_question"
    sentence = "Chồng giấy này không còn chờ trả lời."
    advice = "Mở lại hồ sơ để xem các trang đã vào đâu."


class DeclarationElsewhere(Refusal):
    """A declaration's QR names another dossier than the one whose pile it lies in."""

    code = "declaration_elsewhere"
    sentence = "Tờ khai này in cho hồ sơ {subject}, không nhận vào hồ sơ này."
    advice = "Lấy tờ này ra (bỏ qua), rồi mở hồ sơ ghi trên tờ khai và quét ở đó."


class StillUnsorted(Refusal):
    """Pages that belong to no paper yet cannot be confirmed."""

    code = "still_unsorted"
    sentence = "Các trang này chưa được xếp vào giấy tờ nào."
    advice = "Chuyển từng trang vào đúng giấy tờ rồi xác nhận giấy tờ đó."


class PileWaits(Refusal):
    """A second pile cannot be put in before the first one is sorted."""

    code = "pile_waits"
    sentence = "Chồng giấy trước của hồ sơ {subject} chưa xếp xong."
    advice = "Trả lời câu hỏi của chồng giấy đó, hoặc chờ xử lý xong, rồi quét tiếp."


class UnknownProfile(Refusal):
    """No profile has this name."""

    code = "unknown_profile"
    sentence = "Không có cấu hình quét «{subject}»."
    advice = "Chọn một cấu hình quét khác."


class ProfilesLocked(Refusal):
    """The administrator has locked the profiles."""

    code = "profiles_locked"
    sentence = "Quản trị viên đã khoá các cấu hình quét."
    advice = "Nhờ quản trị viên sửa trong tệp cấu hình."


class BadScanProfile(Refusal):
    """A scan profile that cannot be."""

    code = "bad_scan_profile"
    sentence = "Cấu hình quét không dùng được: {reason}."
    advice = "Sửa mục này rồi lưu lại."


class NotInColour(Refusal):
    """A result scanned without its colours loses the seal (R22)."""

    code = "not_in_colour"
    sentence = "«{subject}» là kết quả giải quyết nên phải quét màu."
    advice = "Chọn cấu hình quét màu rồi quét lại."


class VersionInUse(Refusal):
    """Old dossiers keep the names they were taken in with (R1)."""

    code = "version_in_use"
    sentence = "Danh mục phiên bản «{subject}» đã có hồ sơ dùng, với nội dung khác."
    advice = "Đặt tên phiên bản khác cho danh mục mới (--version)."


class NotSealKeeper(Refusal):
    """Only the Văn thư signs in the agency's name (R37)."""

    code = "not_seal_keeper"
    sentence = "Chỉ cán bộ Văn thư được ký bằng chứng thư của cơ quan."
    advice = "Nhờ cán bộ Văn thư đăng nhập và ký."


class NoOwnCopies(Refusal):
    """Where the agency makes no copies, it signs nothing alone (R37)."""

    code = "no_own_copies"
    sentence = "Quầy này không lập bản sao nên cơ quan không ký một mình."
    advice = "Cán bộ ký trước; nếu cơ quan có lập bản sao, khai báo «copy_form» trong tệp cấu hình."


class OfficialFirst(Refusal):
    """The agency signs what the official has signed (R37, R38)."""

    code = "official_first"
    sentence = "Giấy tờ «{subject}» chưa có chữ ký của cán bộ nên cơ quan chưa ký được."
    advice = "Cán bộ ký trước, sau đó Văn thư ký bằng chứng thư của cơ quan."


class NoteMissing(Refusal):
    """A revoked certificate is not put aside without a word on what was done."""

    code = "note_missing"
    sentence = "Chưa ghi đã xử lý việc chứng thư bị thu hồi như thế nào."
    advice = "Ghi vài chữ, ví dụ: đã báo người phụ trách, lập lại giấy tờ."


class AlreadySending(Refusal):
    """The file has begun to leave; its hash is its identity now."""

    code = "already_sending"
    sentence = "Giấy tờ «{subject}» đã bắt đầu gửi nên không ký thêm được nữa."
    advice = "Nếu cần chữ ký của cơ quan, lập giấy tờ mới thay thế."


class NoResult(Refusal):
    """Only results are handed over, and only those of the dossier."""

    code = "no_result"
    sentence = "Hồ sơ {subject} không có kết quả như vậy để trả."
    advice = "Quét và ký kết quả trước, hoặc chọn đúng kết quả của hồ sơ này."


class AlreadyDelivered(Refusal):
    """A result is handed over once."""

    code = "already_delivered"
    sentence = "Kết quả của hồ sơ {subject} đã trả rồi."
    advice = "Không cần làm gì thêm; xem nhật ký nếu cần biết ai đã trả, lúc nào."


class NothingToTakeBack(Refusal):
    """Only what was handed over can be taken back."""

    code = "nothing_to_take_back"
    sentence = "Hồ sơ {subject} chưa trả kết quả nào nên không có gì để hoàn tác."
    advice = "Tìm đúng hồ sơ vừa trả rồi hoàn tác lại."


class ProvinceKnows(Refusal):
    """What the province was told of a hand-over cannot be unsaid from here."""

    code = "province_knows"
    sentence = "Tỉnh đã được báo là kết quả của hồ sơ {subject} đã trả, nên không hoàn tác được nữa."
    advice = "Nếu trả nhầm, lấy lại kết quả và báo đầu mối của tỉnh sửa trạng thái hồ sơ."


class DossierOpen(Refusal):
    """Nothing is handed over from a dossier that is still being worked on."""

    code = "dossier_open"
    sentence = "Hồ sơ {subject} chưa khép lại nên chưa trả kết quả được."
    advice = "Xác nhận và ký các giấy tờ còn lại, khép hồ sơ, rồi trả kết quả."


class WhichResult(Refusal):
    """A procedure that gives several results does not say which one this is."""

    code = "which_result"
    sentence = "Thủ tục «{subject}» có nhiều loại kết quả: {codes}."
    advice = "Chọn mã kết quả."


class IssuedUnsigned(Refusal):
    """A result of the issuing software bears its signatures, or it is none."""

    code = "issued_unsigned"
    sentence = "Tệp «{subject}» chưa được ký số nên chưa phải là kết quả điện tử."
    advice = "Lấy lại tệp đã ký từ phần mềm ban hành; nếu kết quả là bản giấy thì quét."


class IssuedBroken(Refusal):
    """A signature on a result does not hold: it is not what was signed."""

    code = "issued_broken"
    sentence = "Chữ ký số trên «{subject}» không hợp lệ: {reason}."
    advice = "Không nhận tệp này. Lấy lại tệp gốc từ phần mềm ban hành, không in hay lưu lại bằng phần mềm khác."


class IssuedUnproven(Refusal):
    """Nothing speaks against a signature, but not everything could be checked (R42: unknown is not valid)."""

    code = "issued_unproven"
    sentence = "Chưa khẳng định được chữ ký số trên «{subject}»: {reason}."
    advice = "Xem lại người ký; nếu biết chắc tệp do cơ quan ban hành thì nhận, ghi nhận là chưa kiểm chứng."


class ResultUnfinished(Refusal):
    """A result is handed over when it is scanned and bears every signature that it needs."""

    code = "result_unfinished"
    sentence = "Kết quả «{subject}» chưa quét hoặc chưa ký xong nên chưa trả được."
    advice = "Quét, xác nhận và ký kết quả này rồi trả."


class NotSignedYet(Refusal):
    """Only what bears every signature that it needs is taken along."""

    code = "not_signed_yet"
    sentence = "Giấy tờ «{subject}» chưa quét hoặc chưa ký xong nên chưa xuất được."
    advice = "Quét, xác nhận và ký giấy tờ này rồi xuất lại."


class ResultHidden(Refusal):
    """A result is hidden until it is handed over (R52)."""

    code = "result_hidden"
    sentence = "Kết quả «{subject}» chưa trả nên chưa xuất được."
    advice = "Trả kết quả cho chủ hồ sơ trước («quayso dossier deliver»), rồi xuất lại."


class FileNotHere(Refusal):
    """What stands in for the paper lies in an e-store, and its file was not fetched."""

    code = "file_not_here"
    sentence = "Giấy tờ «{subject}» dùng lại từ Kho, quầy này chưa có tệp."
    advice = "Đăng nhập tài khoản của tỉnh khi có đường truyền để tải tệp, rồi xuất lại."


class NothingToExport(Refusal):
    """None of several papers can be taken along."""

    code = "nothing_to_export"
    sentence = "Hồ sơ {subject} không có giấy tờ nào xuất được: {reasons}."
    advice = "Xử lý từng giấy tờ theo lý do đã nêu rồi xuất lại."


class OfOtherDossier(Refusal):
    """A paper of one dossier is not taken along with another."""

    code = "of_other_dossier"
    sentence = "Giấy tờ «{subject}» không thuộc hồ sơ {dossier}."
    advice = "Chọn giấy tờ của đúng hồ sơ này."


class NoStick(Trouble):
    """No USB stick is plugged in."""

    code = "no_stick"
    sentence = "Không thấy USB nào để chép vào."
    advice = "Cắm USB rồi làm lại; hoặc lưu thành tệp."


class TrainingToken(Refusal):
    """Training signs with an invented token, whatever module is there."""

    code = "training_token"
    sentence = "Chế độ tập huấn ký bằng USB giả, không dùng trình điều khiển nào."
    advice = "Mở Quầy Số ở chế độ làm việc thật để chọn trình điều khiển."


class NothingToSendBack(Refusal):
    """It bears no signature of ours, was handed over, or its dossier is done or stands still."""

    code = "nothing_to_send_back"
    sentence = "«{subject}» không trả lại để số hóa lại được."
    advice = "Chưa ký thì sửa ngay; đã trả cho chủ hồ sơ thì lập hồ sơ mới."


class NotSentYet(Refusal):
    """The province has not answered about it yet."""

    code = "not_sent_yet"
    sentence = "«{subject}» chưa gửi xong lên tỉnh."
    advice = "Chờ tỉnh trả lời rồi làm lại."


class NoSendBackReason(Refusal):
    """Whoever digitises it anew must know what is wrong."""

    code = "no_send_back_reason"
    sentence = "Chưa ghi giấy tờ sai ở đâu."
    advice = "Ghi lý do trả lại, ví dụ mất góc, mờ, thiếu mặt sau."


class NoPageOfPaper(Refusal):
    """The paper has fewer pages."""

    code = "no_page_of_paper"
    sentence = "«{subject}» không có trang {number}."
    advice = "Ghi số trang có trong giấy tờ, hoặc 0 cho cả giấy tờ."
