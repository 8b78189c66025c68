"""What cannot be done with declarations, and why."""

from __future__ import annotations

from desktop.model.errors import Refusal


class BadDeclarationTemplate(Refusal):
    """A file of templates is none, or goes past its bounds."""

    code = "bad_declaration_template"
    sentence = "Mẫu tờ khai «{subject}» không đúng: {reason}."
    advice = "Báo quản trị viên sửa tệp này theo mẫu trong sách hướng dẫn quản trị."


class NoDeclaration(Refusal):
    """No component of the dossier, or not this one, is a form that the office has a template for."""

    code = "no_declaration"
    sentence = "Chưa có mẫu tờ khai nào cho «{subject}»."
    advice = "Đưa mẫu giấy cho công dân viết tay, hoặc nhờ quản trị viên thêm mẫu vào thư mục «mau-to-khai»."
