"""Papers of running text: letters, decisions, contracts, permits, receipts, lists."""

from __future__ import annotations

from datetime import timedelta

from desktop.training.papers.job import Job
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.parts import OFFICIALS, asked, day_in_words, head, nation, office, signed, title
from desktop.training.people import person

DUTIES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Nghị định của Chính phủ quy định về thực hiện thủ tục hành chính theo cơ chế một cửa;",
    "Xét đề nghị của Trưởng phòng Kinh tế - Hạ tầng và Đô thị xã Mẫu,",
)


def letter(job: Job) -> list[DrawnPage]:
    """An official letter in the layout of NĐ 30/2020."""
    page = job.new()
    head(page, job.number("UBND-VP"), job.day, by=job.by)
    about, to = (
        ("V/v rà soát, số hóa kết quả giải quyết", "thủ tục hành chính còn hiệu lực"),
        "Các phòng chuyên môn, đơn vị sự nghiệp thuộc xã",
    )
    for at, line in enumerate(about):
        page.text(line, 62, 39 + 5 * at, 12, align="middle")
    page.y = 56
    page.row(f"Kính gửi: {to}", 13, x=105, align="middle")
    page.y += 4
    page.paragraph(
        "Thực hiện kế hoạch của Ủy ban nhân dân tỉnh về số hóa hồ sơ, giấy tờ, kết quả giải quyết thủ tục hành "
        "chính, Ủy ban nhân dân xã Mẫu yêu cầu các đơn vị khẩn trương rà soát, thống kê và phân loại giấy tờ đang "
        "lưu giữ; bảo đảm bản số hóa đầy đủ, rõ nét, đúng với bản giấy và được ký số theo quy định."
    )
    page.paragraph(
        f"Danh mục giấy tờ gửi về Văn phòng trước ngày {(job.day + timedelta(days=20)):%d/%m/%Y} để tổng hợp. Trong quá "
        "trình thực hiện, nếu có vướng mắc, đề nghị phản ánh kịp thời để được hướng dẫn, tháo gỡ."
    )
    page.paragraph("Ủy ban nhân dân xã yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.")
    top = page.y
    page.text("Nơi nhận:", 30, top + 4, 12, "bi")
    for at, line in enumerate(("- Như trên;", "- Chủ tịch, các PCT UBND xã;", "- Lưu: VT.")):
        page.text(line, 30, top + 10 + 4.6 * at, 11)
    signed(page, "KT. CHỦ TỊCH", OFFICIALS[2])
    page.truth.fields |= {
        "type": "công văn", "abstract": " ".join(about), "recipient": to, "signer_title": "KT. CHỦ TỊCH",
    }  # fmt: skip
    return [page]


def decision(job: Job) -> list[DrawnPage]:
    """A decision in two pages, with a straddling seal."""
    first, second = job.new(), job.new()
    head(first, job.number("QĐ-UBND"), job.day, by=job.by)
    title(first, "QUYẾT ĐỊNH", "Về việc trợ giúp xã hội hằng tháng")
    first.row("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU", 13, "b", x=105, align="middle")
    for duty in DUTIES:
        first.paragraph(duty, 13, "i")
    first.row("QUYẾT ĐỊNH:", 13, "b", x=105, align="middle")
    first.paragraph(
        f"Điều 1. Trợ giúp xã hội hằng tháng đối với ông/bà {job.who.name}, sinh ngày {job.who.born:%d/%m/%Y}, số định danh "
        f"{job.who.number}, thường trú tại {job.who.address}, mức hưởng {job.chance.randrange(5, 20) * 50}.000 đồng/tháng."
    )
    first.paragraph(
        f"Điều 2. Thời điểm hưởng kể từ ngày {(job.day + timedelta(days=5)):%d/%m/%Y} cho đến khi có quyết định thay thế. "
        "Phòng Văn hóa - Xã hội có trách nhiệm chi trả đầy đủ, đúng thời hạn cho đối tượng."
    )
    first.paragraph(
        "Điều 3. Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng phòng Văn hóa - Xã hội, Thủ trưởng "
        "các đơn vị liên quan và ông/bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
    )
    first.seal(209, 150, "ỦY BAN NHÂN DÂN XÃ MẪU TỈNH MẪU")
    second.text("2", 105, 12, 13, align="middle")
    second.y = 24
    second.paragraph("Quyết định này có hiệu lực kể từ ngày ký./.", 13)
    signed(second, "CHỦ TỊCH", OFFICIALS[0])
    second.seal(1, 150, "ỦY BAN NHÂN DÂN XÃ MẪU TỈNH MẪU")
    first.truth.fields |= {
        "owner": job.who.name, "owner_id": job.who.number, "signer": OFFICIALS[0], "signer_title": "CHỦ TỊCH",
        "type": "quyết định", "abstract": "Về việc trợ giúp xã hội hằng tháng",
    }  # fmt: skip
    return [first, second]


def contract(job: Job) -> list[DrawnPage]:
    """A contract in three pages with straddling seals, and three annexes."""
    pages = [job.new(), job.new(), job.new()]
    nation(pages[0], x=105)
    pages[0].y = 38
    title(pages[0], "HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT", f"Số: {job.number('HĐCN')}")
    pages[0].paragraph(f"Hôm nay, {day_in_words(job.day)}, tại Văn phòng công chứng Mẫu, Tỉnh Mẫu, chúng tôi gồm có:")
    for word, who in (("BÊN CHUYỂN NHƯỢNG (BÊN A)", job.who), ("BÊN NHẬN CHUYỂN NHƯỢNG (BÊN B)", job.other)):
        pages[0].row(word, 13, "b")
        pages[0].paragraph(f"Ông/Bà: {who.name}, sinh ngày {who.born:%d/%m/%Y}, CCCD số {who.number}.")
        pages[0].paragraph(f"Thường trú tại: {who.address}.")
    pages[0].paragraph(
        "Các bên tự nguyện thỏa thuận việc chuyển nhượng quyền sử dụng đất theo các điều khoản sau đây, cam kết "
        "các thông tin về nhân thân và thửa đất ghi trong hợp đồng này là đúng sự thật."
    )
    articles = (
        ("Điều 1. Đối tượng của hợp đồng", "Quyền sử dụng thửa đất của Bên A theo giấy chứng nhận đã cấp, ranh giới rõ ràng, không có tranh chấp, không bị kê biên để bảo đảm thi hành án."),
        ("Điều 2. Giá chuyển nhượng", "Giá chuyển nhượng do hai bên thỏa thuận là 450.000.000 đồng (bốn trăm năm mươi triệu đồng), thanh toán bằng chuyển khoản."),
        ("Điều 3. Việc giao đất và đăng ký", "Bên A giao thửa đất và giấy tờ liên quan cho Bên B ngay sau khi hợp đồng được công chứng; Bên B chịu trách nhiệm đăng ký quyền sử dụng đất."),
        ("Điều 4. Trách nhiệm nộp thuế, lệ phí", "Thuế thu nhập cá nhân do Bên A nộp; lệ phí trước bạ do Bên B nộp theo quy định của pháp luật."),
        ("Điều 5. Phương thức giải quyết tranh chấp", "Mọi tranh chấp được giải quyết trên tinh thần thương lượng; nếu không thương lượng được thì yêu cầu Tòa án có thẩm quyền giải quyết."),
    )  # fmt: skip
    pages[1].text("2", 105, 12, 13, align="middle")
    pages[1].y = 24
    for name, words in articles:
        pages[1].row(name, 13, "b")
        pages[1].paragraph(words)
    pages[2].text("3", 105, 12, 13, align="middle")
    pages[2].y = 24
    pages[2].paragraph("Hợp đồng này được lập thành ba bản chính có giá trị như nhau, mỗi bên giữ một bản.")
    top = pages[2].y
    asked(pages[2], "BÊN A", job.who.name, x=62)
    pages[2].y = top
    asked(pages[2], "BÊN B", job.other.name)
    pages[2].row("LỜI CHỨNG CỦA CÔNG CHỨNG VIÊN", 13, "b", x=105, align="middle")
    pages[2].paragraph(
        "Tôi chứng nhận hợp đồng này được giao kết bởi các bên có tên trên đây, nội dung không trái pháp luật."
    )
    signed(pages[2], "CÔNG CHỨNG VIÊN", OFFICIALS[1], ring="VĂN PHÒNG CÔNG CHỨNG MẪU TỈNH MẪU")
    pages += [_annex(job, number) for number in (1, 2, 3)]
    for at, page in enumerate(pages):
        page.seal(1 if at == len(pages) - 1 else 209, 170, "VĂN PHÒNG CÔNG CHỨNG MẪU TỈNH MẪU")
    pages[0].truth.fields |= {"owner": job.who.name, "issued": job.day.isoformat(), "signer": OFFICIALS[1]}
    return pages


def _annex(job: Job, number: int) -> DrawnPage:
    """An annex of a contract."""
    page = job.new()
    page.text(str(number + 3), 105, 12, 13, align="middle")
    page.y = 24
    if number == 1:
        title(page, "PHỤ LỤC 1", "Danh mục giấy tờ bàn giao")
        rows = [
            ("1", "Giấy chứng nhận quyền sử dụng đất", "01 bản chính"),
            ("2", "Trích lục bản đồ địa chính thửa đất", "01 bản sao"),
            ("3", "Biên lai nộp thuế sử dụng đất", "02 bản sao"),
        ]
        page.table(("STT", "Tên giấy tờ", "Số lượng"), rows, (14, 100, 40))
    elif number == 2:
        title(page, "PHỤ LỤC 2", "Biên bản bàn giao thửa đất tại thực địa")
        page.paragraph(f"Hôm nay, {day_in_words(job.day)}, hai bên đã cùng ra thực địa xác định mốc giới thửa đất.")
        page.paragraph(
            "Bốn mốc giới được chôn bằng cọc bê tông, có sự chứng kiến của các hộ liền kề; không có tranh chấp."
        )
    else:
        title(page, "PHỤ LỤC 3", "Cam kết của các bên")
        page.paragraph(f"Ông/Bà {job.who.name} cam kết đã bàn giao đầy đủ thửa đất và giấy tờ nêu tại Phụ lục 1.")
        page.paragraph(f"Ông/Bà {job.other.name} cam kết đã nhận đủ và tự chịu trách nhiệm đăng ký biến động.")
    top = page.y
    asked(page, "BÊN A", job.who.name, x=62)
    page.y = top
    asked(page, "BÊN B", job.other.name)
    return page


def permit(job: Job) -> list[DrawnPage]:
    """A building permit."""
    page = job.new()
    head(page, job.number("GPXD"), job.day, by=job.by)
    title(page, "GIẤY PHÉP XÂY DỰNG", "(Sử dụng cho nhà ở riêng lẻ)")
    page.row(f"1. Cấp cho: Ông/Bà {job.who.name}", 13)
    page.row(f"Số định danh: {job.who.number}", 13, x=36)
    page.row(f"Địa chỉ: {job.who.address}", 13, x=36)
    page.row("2. Được phép xây dựng công trình: Nhà ở riêng lẻ", 13)
    page.paragraph(
        f"- Diện tích xây dựng tầng 1: {job.chance.randrange(60, 140)} m2; chiều cao công trình: 7,8 m; số tầng: 02."
    )
    page.paragraph("- Giấy tờ về quyền sử dụng đất: Giấy chứng nhận quyền sử dụng đất do cơ quan có thẩm quyền cấp.")
    page.paragraph(
        "3. Giấy phép này có hiệu lực khởi công xây dựng trong thời hạn 12 tháng kể từ ngày cấp; quá thời hạn trên phải đề nghị gia hạn."
    )
    signed(page, "CHỦ TỊCH", OFFICIALS[2])
    page.truth.fields |= {"owner": job.who.name, "owner_id": job.who.number}
    return [page]


def business(job: Job) -> list[DrawnPage]:
    """A business household's certificate."""
    page = job.new()
    office(page, "ỦY BAN NHÂN DÂN XÃ MẪU\nPHÒNG KINH TẾ")
    nation(page)
    page.y = 42
    number = f"35A8{job.chance.randrange(100_000, 999_999)}"
    title(page, "GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", f"Số: {number}", f"Đăng ký lần đầu, {day_in_words(job.day)}")
    for at, line in enumerate(
        (
            f"Tên hộ kinh doanh: HỘ KINH DOANH {job.who.name.upper()}",
            f"Địa điểm kinh doanh: {job.who.address}",
            "Ngành, nghề kinh doanh: Bán lẻ lương thực, thực phẩm",
            "Vốn kinh doanh: 80.000.000 đồng",
            f"Họ và tên chủ hộ kinh doanh: {job.who.name}",
            f"Sinh ngày: {job.who.born:%d/%m/%Y}   Dân tộc: Kinh   Quốc tịch: Việt Nam",
            f"Số định danh cá nhân: {job.who.number}",
        ),
        1,
    ):
        page.paragraph(f"{at}. {line}", indent=0)
    signed(page, "TRƯỞNG PHÒNG", OFFICIALS[1], ring="PHÒNG KINH TẾ XÃ MẪU TỈNH MẪU")
    page.truth.fields |= {
        "number": number, "issued": job.day.isoformat(), "owner": job.who.name, "issuer": "PHÒNG KINH TẾ",
    }  # fmt: skip
    return [page]


def receipt(job: Job) -> list[DrawnPage]:
    """The counter's receipt with Code 128 and QR of the dossier code."""
    page = job.new()
    code = f"H99.12-{job.day:%y%m%d}-{job.chance.randrange(1, 99999):05}"
    office(page, "ỦY BAN NHÂN DÂN XÃ MẪU\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG")
    nation(page, x=148)
    page.code(code, 24, 37, kind="Code128", width=66, height=11)
    page.code(code, 168, 36, width=20)
    page.text(f"Mã hồ sơ: {code}", 57, 49, 11, align="middle")
    page.y = 60
    title(page, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
    for label, value in (
        ("Tiếp nhận hồ sơ của:", job.who.name),
        ("Địa chỉ:", job.who.address),
        ("Số định danh:", job.who.number),
        ("Nội dung yêu cầu giải quyết:", "Đăng ký khai sinh"),
        ("Thành phần hồ sơ nộp gồm:", "03 loại giấy tờ"),
        ("Thời gian nhận hồ sơ:", f"08 giờ 15 phút, {job.day:%d/%m/%Y}"),
        ("Thời gian trả kết quả:", f"16 giờ 00 phút, {(job.day + timedelta(days=3)):%d/%m/%Y}"),
    ):
        page.filled(label, value)
    top = page.y
    asked(page, "NGƯỜI NỘP HỒ SƠ", job.who.name, x=62)
    page.y = top
    asked(page, "NGƯỜI TIẾP NHẬN HỒ SƠ", OFFICIALS[0])
    page.truth.fields |= {"owner": job.who.name, "dossier": code, "issued": job.day.isoformat()}
    return [page]


def listing(job: Job) -> list[DrawnPage]:
    """A list in a ruled table."""
    page = job.new()
    nation(page, x=105)
    page.y = 38
    title(page, "DANH SÁCH THÀNH VIÊN HỘ KINH DOANH", "(Kèm theo Giấy đề nghị đăng ký hộ kinh doanh)")
    people = [person(f"{job.who.number} member {at}") for at in range(7)]
    rows = [(str(at), one.name, f"{one.born:%d/%m/%Y}", one.number) for at, one in enumerate(people, 1)]
    page.table(("STT", "Họ và tên", "Ngày sinh", "Số định danh"), rows, (14, 62, 36, 46))
    page.row(f"Mẫu, {day_in_words(job.day)}", 13, "i", x=192, align="right")
    asked(page, "CHỦ HỘ KINH DOANH", job.who.name)
    page.truth.fields |= {"owner": job.who.name, "issued": job.day.isoformat()}
    return [page]


def minutes(job: Job) -> list[DrawnPage]:
    """Minutes of a village meeting."""
    page = job.new()
    nation(page, x=105)
    page.y = 38
    title(page, "BIÊN BẢN HỌP THÔN", "Về việc xét duyệt đối tượng trợ giúp xã hội")
    page.paragraph(
        f"Hôm nay, vào lúc 19 giờ 30 phút, {day_in_words(job.day)}, tại nhà sinh hoạt cộng đồng thôn Mẫu Một."
    )
    page.row("I. Thành phần tham dự", 13, "b")
    page.paragraph(
        f"Chủ trì: ông {OFFICIALS[2]}, Trưởng thôn; thư ký: bà {OFFICIALS[1]}; cùng đại diện 46 hộ dân trong thôn."
    )
    page.row("II. Nội dung", 13, "b")
    page.paragraph(
        f"Trưởng thôn trình bày hoàn cảnh của ông/bà {job.who.name}, sinh năm {job.who.born.year}, hiện thuộc diện khó khăn."
    )
    page.paragraph("Các hộ dân thảo luận và biểu quyết: đồng ý 46/46 hộ, đạt tỷ lệ 100 %.")
    page.paragraph("Biên bản kết thúc vào lúc 21 giờ cùng ngày, đã đọc lại cho mọi người cùng nghe và nhất trí ký tên.")
    top = page.y
    asked(page, "THƯ KÝ", OFFICIALS[1], x=62)
    page.y = top
    asked(page, "TRƯỞNG THÔN", OFFICIALS[2])
    page.truth.fields |= {"owner": job.who.name, "issued": job.day.isoformat()}
    return [page]


def drawing(job: Job) -> list[DrawnPage]:
    """A building drawing: lines and few words."""
    page = job.new()
    page.y = 20
    title(page, "BẢN VẼ THIẾT KẾ XÂY DỰNG", f"Chủ đầu tư: {job.who.name}")
    for x0, y0, x1, y1 in ((40, 60, 170, 60), (170, 60, 170, 200), (170, 200, 40, 200), (40, 200, 40, 60),
                           (40, 120, 120, 120), (120, 60, 120, 200), (120, 150, 170, 150)):  # fmt: skip
        page.rule(x0, y0, x1, y1, width=0.7)
    for text, x, y in (("PHÒNG KHÁCH", 80, 88), ("PHÒNG NGỦ 1", 80, 158), ("BẾP", 145, 102), ("VỆ SINH", 145, 172)):
        page.text(text, x, y, 11, "s", align="middle")
    page.text("MẶT BẰNG TẦNG 1 - TỶ LỆ 1/100", 105, 208, 12, "sb", align="middle")
    page.text("5000", 80, 54, 9, "s", align="middle")
    page.text("3200", 145, 54, 9, "s", align="middle")
    page.y = 222
    asked(page, "NGƯỜI THIẾT KẾ", OFFICIALS[0])
    page.truth.fields["owner"] = job.who.name
    return [page]
