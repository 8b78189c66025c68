"""What official papers say: abstracts, recipients, grounds, running text, put together by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.training.papers.official.organs import Organ, cited
from desktop.training.papers.parts import day_in_words

TYPES: dict[str, tuple[str, Sequence[str]]] = {
    "quyết định": ("QĐ", ("Về việc thành lập", "Về việc phê duyệt", "Về việc công nhận", "Về việc ban hành quy định về", "Về việc điều chỉnh, bổ sung", "Ban hành Quy chế về")),
    "kế hoạch": ("KH", ("Tổ chức", "Triển khai", "Kiểm tra", "Thực hiện", "Tuyên truyền về", "Thanh tra")),
    "tờ trình": ("TTr", ("Về việc đề nghị phê duyệt", "Về việc xin chủ trương về", "Về việc ban hành Nghị quyết về", "Về việc thẩm định")),
    "giấy mời": ("GM", ("Dự hội nghị về", "Tham dự cuộc họp thống nhất về", "Họp bàn về", "Tập huấn")),
    "báo cáo": ("BC", ("Kết quả", "Tình hình, kết quả thực hiện", "Sơ kết", "Tổng kết", "Tình hình triển khai")),
    "thông báo": ("TB", ("Về việc", "Kết luận của lãnh đạo tại cuộc họp về", "Về lịch", "Về kết quả")),
    "chỉ thị": ("CT", ("Về việc tăng cường", "Về việc chấn chỉnh", "Về tăng cường", "Về việc đẩy mạnh")),
    "chương trình": ("CTr", ("Công tác trọng tâm về", "Phối hợp về", "Hành động về")),
    "nghị quyết": ("NQ", ("Về", "Thông qua", "Quy định về", "Về việc")),
    "công điện": ("CĐ", ("Về việc tập trung ứng phó, khắc phục", "Về việc khẩn trương triển khai", "Về tăng cường")),
    "hướng dẫn": ("HD", ("Thực hiện", "Một số nội dung về", "Về việc")),
}  # fmt: skip
"""Types of paper with a title: the letters in their number, how their titles begin."""
_ASKS = (
    "góp ý dự thảo Thông tư quy định về", "báo cáo kết quả", "triển khai thực hiện", "đôn đốc", "rà soát, báo cáo",
    "tăng cường", "hướng dẫn", "cử công chức, viên chức tham gia", "cung cấp thông tin về", "tổ chức tập huấn",
    "trả lời kiến nghị về", "xin ý kiến về", "thẩm định hồ sơ", "chấn chỉnh", "phối hợp", "đề nghị bổ sung kinh phí cho",
)  # fmt: skip
_MATTERS = (
    "công tác phòng, chống dịch bệnh", "số hóa hồ sơ, kết quả giải quyết thủ tục hành chính", "an toàn thực phẩm",
    "kê khai tài sản, thu nhập", "chuyển đổi số và Đề án 06", "phòng cháy, chữa cháy rừng", "chi trả trợ cấp xã hội",
    "giải ngân vốn đầu tư công", "cấp giấy chứng nhận quyền sử dụng đất lần đầu", "đăng ký hộ tịch", "bồi thường, tái định cư",
    "đánh giá, xếp loại chất lượng công chức", "công tác văn thư, lưu trữ", "quản lý trật tự xây dựng", "cải cách hành chính",
    "tiêm chủng mở rộng", "phổ biến, giáo dục pháp luật", "công tác thi đua, khen thưởng", "tuyển dụng viên chức",
    "bảo vệ môi trường nông thôn", "xét công nhận sáng kiến cấp cơ sở", "quản lý giá và bình ổn thị trường",
    "giảm nghèo bền vững", "phòng, chống tác hại của thuốc lá", "kiểm kê đất đai", "bảo hiểm y tế học sinh",
    "hỗ trợ người có công với cách mạng", "Tháng hành động vì trẻ em", "giao ban công tác nội chính",
)  # fmt: skip
_WHERE = (
    "", "", "trên địa bàn tỉnh", "tại các đơn vị trực thuộc", "trên địa bàn {place}", "tại các cơ sở giáo dục công lập",
    "đối với các doanh nghiệp, hợp tác xã và hộ kinh doanh", "của các cơ quan, đơn vị thuộc phạm vi quản lý",
    "do {organ} quản lý", "theo Nghị quyết của Hội đồng nhân dân tỉnh khóa {roman}", "và các nhiệm vụ trọng tâm khác",
)  # fmt: skip
_WHEN = (
    "", "", "năm {year}", "quý {quarter} năm {year}", "đợt {n} năm {year}", "giai đoạn {year} - {later}", "6 tháng đầu năm {year}",
    "tháng {month}/{year}", "nhiệm kỳ {year} - {later}", "trong dịp Tết Nguyên đán và Lễ hội xuân năm {year}", "(Lần {n})",
)  # fmt: skip
_TO = (
    "Các phòng chuyên môn thuộc Sở", "Thủ trưởng các đơn vị trực thuộc", "Ủy ban nhân dân các xã, phường", "Hội đồng nhân dân tỉnh",
    "Giám đốc các bệnh viện trong tỉnh", "Hiệu trưởng các trường trung học phổ thông", "Sở Tài chính", "Sở Nội vụ", "Kho bạc Nhà nước khu vực",
    "Các cơ sở khám bệnh, chữa bệnh công lập và ngoài công lập trong tỉnh", "Thường trực Hội đồng nhân dân tỉnh", "Văn phòng Chính phủ",
    "Phòng Văn hóa - Xã hội các xã, phường, đặc khu", "Trung tâm Phục vụ hành chính công tỉnh", "Ban Quản lý dự án đầu tư xây dựng khu vực",
    "Bảo hiểm xã hội tỉnh", "Công an tỉnh", "Các thành viên Ban Chỉ đạo", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
)  # fmt: skip
_LAWS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày {day};",
    "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày {day};",
    "Căn cứ {kind} số {number} ngày {day} của {whose} về {matter};",
    "Căn cứ {kind} số {number} ngày {day} của {whose} quy định chi tiết một số điều về {matter};",
    "Căn cứ Quyết định số {plain}/QĐ-UBND ngày {day} của Ủy ban nhân dân tỉnh quy định chức năng, nhiệm vụ, quyền hạn của {organ};",
)
_PROPOSED = (
    "Xét đề nghị của Chánh Văn phòng tại Tờ trình số {plain}/TTr-VP ngày {day},",
    "Theo đề nghị của Trưởng phòng Tổ chức cán bộ tại Công văn số {plain}/TCCB ngày {day},",
)
_OPENINGS = (
    "Thực hiện {kind} số {number} ngày {day} của {whose} về {matter}, {organ} yêu cầu các cơ quan, đơn vị tập trung thực hiện một số nội dung sau:",
    "{organ} nhận được {kind} số {number} ngày {day} của {whose} về việc {matter} (đính kèm). Sau khi nghiên cứu, {organ} có ý kiến như sau:",
    "Ngày {day}, {whose} ban hành {kind} số {number} về {matter}. Để thực hiện thống nhất, {organ} đề nghị:",
    "Tiếp theo Công văn số {number} ngày {day} về {matter}, {organ} đề nghị các đơn vị khẩn trương báo cáo theo đề cương gửi kèm.",
)
_BODY = (
    "Giao thủ trưởng các đơn vị căn cứ chức năng, nhiệm vụ được giao chủ động xây dựng kế hoạch, phân công cụ thể người phụ trách và chịu trách nhiệm về kết quả thực hiện {matter}.",
    "Báo cáo kết quả về {organ} trước ngày {late} để tổng hợp, báo cáo cấp có thẩm quyền theo đúng quy định tại {kind} số {number} ngày {day} của {whose}.",
    "Tổng số hồ sơ đã tiếp nhận là {n} hồ sơ, trong đó giải quyết trước hạn và đúng hạn {m} hồ sơ, đạt tỷ lệ 98,{d} %; đang giải quyết {d} hồ sơ.",
    "Tiếp tục tuyên truyền, phổ biến đến toàn thể công chức, viên chức, người lao động và Nhân dân; kịp thời biểu dương tập thể, cá nhân có thành tích, chấn chỉnh những hạn chế, thiếu sót.",
    "Kinh phí thực hiện được bố trí từ nguồn ngân sách nhà nước theo phân cấp hiện hành và các nguồn huy động hợp pháp khác; việc quản lý, sử dụng, thanh quyết toán thực hiện theo {kind} số {number}.",
    "Thời gian: 08 giờ 00 phút, {late_words}. Địa điểm: Hội trường tầng 2, trụ sở {organ}. Đề nghị các đại biểu tham dự đúng thành phần, thời gian.",
    "Trong quá trình triển khai, nếu có khó khăn, vướng mắc, đề nghị các đơn vị phản ánh về {organ} (qua Văn phòng, điện thoại 0{phone}) để được hướng dẫn, xử lý kịp thời.",
    "Qua kiểm tra cho thấy công tác {matter} tại một số nơi chưa được quan tâm đúng mức; hồ sơ lưu trữ chưa đầy đủ, số liệu báo cáo giữa các kỳ chưa thống nhất.",
)  # fmt: skip
_CLOSINGS = (
    "{organ} yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.",
    "Đề nghị các cơ quan, đơn vị quan tâm phối hợp thực hiện./.",
    "Trên đây là nội dung về {matter}, {organ} kính đề nghị xem xét, quyết định./.",
)
_KINDS = {
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "TB": "Thông báo",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """What a paper is about, for every sentence of it.

    Attributes:
        organ: who issues it.
        day: date of issue.
        matter: words that return in the text.
        chance: picks sentences and numbers.
    """

    organ: Organ
    day: date
    matter: str
    chance: random.Random

    def grounds(self, count: int) -> list[str]:
        """`Căn cứ …`: laws, decrees and letters with numbers and dates that are not this paper's own."""
        laws = [self._said(self.chance.choice(_LAWS)) for _ in range(count)]
        return [*laws, self._said(self.chance.choice(_PROPOSED))] if self.chance.random() < 0.6 else laws

    def opening(self) -> str:
        """The first paragraph of a letter."""
        return self._said(self.chance.choice(_OPENINGS))

    def body(self, count: int) -> list[str]:
        """Paragraphs of running text."""
        return [self._said(sentence) for sentence in self.chance.sample(_BODY, min(count, len(_BODY)))]

    def closing(self) -> str:
        """The last paragraph."""
        return self._said(self.chance.choice(_CLOSINGS))

    def _said(self, sentence: str) -> str:
        chance = self.chance
        past = self.day - timedelta(days=chance.randrange(3, 1500))
        late = self.day + timedelta(days=chance.randrange(3, 40))
        whose, number = cited(chance, past.year)
        n = chance.randrange(40, 900)
        return sentence.format(
            organ=self.organ.words,
            matter=self.matter,
            whose=whose,
            number=number,
            plain=chance.randrange(5, 900),
            kind=_KINDS.get(number.split("/")[-1].split("-")[0], "Công văn"),
            day=f"{past.day:02} tháng {past.month} năm {past.year}" if chance.random() < 0.5 else f"{past:%d/%m/%Y}",
            late=f"{late:%d/%m/%Y}",
            late_words=day_in_words(late),
            n=n,
            m=n - chance.randrange(1, 20),
            d=chance.randrange(1, 9),
            phone=f"{chance.randrange(200, 299)}.3{chance.randrange(100_000, 999_999)}",
        )


def matter_of(chance: random.Random) -> str:
    """What something is about."""
    return chance.choice(_MATTERS)


def abstract_of(kind: str, matter: str, organ: Organ, day: date, chance: random.Random) -> str:
    """An abstract: after `V/v` for letters, a title for other types; one to some five lines long."""
    begins = chance.choice(_ASKS if kind == "công văn" else TYPES[kind][1])
    ends = " ".join(part for part in (chance.choice(_WHERE), chance.choice(_WHEN)) if part).format(
        place=organ.place,
        organ=organ.words,
        roman=chance.choice(("XII", "XIII", "XIV")),
        year=day.year,
        later=day.year + 5,
        quarter=chance.choice(("I", "II", "III", "IV")),
        month=f"{day.month:02}",
        n=chance.randrange(2, 5),
    )
    middle = matter
    if chance.random() < 0.25:
        middle = f"{matter}, {matter_of(chance)}"
    if chance.random() < 0.12:
        whose, number = cited(chance, day.year - 1)
        middle = f"{matter} theo Công văn số {number} của {whose}"
    return " ".join(f"{begins} {middle} {ends}".split())


def recipients(chance: random.Random) -> list[str]:
    """To whom a paper goes: one, or several."""
    return chance.sample(_TO, chance.choices((1, 2, 3, 4, 5), (10, 4, 4, 3, 2))[0])
