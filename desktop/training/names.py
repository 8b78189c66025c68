"""The training counter by name: whose token it is, where it lies, what opens it. All invented."""

from __future__ import annotations

PIN = "Tap-huan-2026"
OFFICIAL = "Nguyễn Thị Mẫu"
OFFICIAL_TITLE = "Chuyên viên Trung tâm Phục vụ hành chính công"
AGENCY = "Ủy ban nhân dân xã Mẫu"
PROVINCE = "Tỉnh Mẫu"

SERIAL = "TAPHUAN0001"
LABEL = "USB ký số tập huấn"
FOLDER = "token"
ROOTS = "tap-huan-goc.pem"
"""The folder of the token and the file of whom it is trusted by, in the data folder."""
STICK = "USB tập huấn"
STICK_FOLDER = "usb"
"""The stick that papers are copied to, and where it lies in the data folder."""
