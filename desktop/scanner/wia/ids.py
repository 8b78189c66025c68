"""Numbers and names of WIA 2.0, as `wiadef.h` has them.

Checked against two independent sources each: the metadata of the Windows SDK (win32metadata) and NAPS2.Wia for class,
interface and category ids; the SDK's `wiadef.h` and libinsane's `bases/wia` for properties and their values.
"""

from __future__ import annotations

from enum import IntEnum, IntFlag


class Property(IntEnum):
    """The properties that we read or write."""

    DEVICE_ID = 2
    DEVICE_DESCRIPTION = 4
    DEVICE_TYPE = 5
    DEVICE_NAME = 7
    HANDLING_CAPABILITIES = 3086
    HANDLING_STATUS = 3087
    HANDLING_SELECT = 3088
    PAGES = 3096
    PAGE_SIZE = 3097
    DATA_TYPE = 4103
    DEPTH = 4104
    FORMAT = 4106
    BLANK_PAGES = 4167
    MULTI_FEED = 4168
    X_RESOLUTION = 6147
    Y_RESOLUTION = 6148
    X_POSITION = 6149
    Y_POSITION = 6150
    X_EXTENT = 6151
    Y_EXTENT = 6152


class PropertyFlag(IntFlag):
    """What is known of a property's valid values."""

    READ = 0x01
    WRITE = 0x02
    NONE = 0x08
    RANGE = 0x10
    LIST = 0x20
    FLAGS = 0x40


class Handling(IntFlag):
    """HANDLING_SELECT of a feeder."""

    FEEDER = 0x001
    FLATBED = 0x002
    DUPLEX = 0x004
    FRONT_FIRST = 0x008
    FRONT_ONLY = 0x020


class HandlingStatus(IntFlag):
    """HANDLING_STATUS of a device."""

    FEED_READY = 0x01
    FLAT_READY = 0x02
    DUPLEX_READY = 0x04
    FLAT_COVER_UP = 0x08
    PATH_COVER_UP = 0x10
    PAPER_JAM = 0x20


class Message(IntEnum):
    """What a transfer tells."""

    STATUS = 0x1
    END_OF_STREAM = 0x2
    END_OF_TRANSFER = 0x3
    DEVICE_STATUS = 0x5
    NEW_PAGE = 0x6


SCANNER = 1
"""The upper half of DEVICE_TYPE."""
CAN_DUPLEX = 0x004
"""In HANDLING_CAPABILITIES."""
PAGE_AUTO = 100
ALL_PAGES = 0
MULTI_FEED_STOP = 1
BLANK_PAGES_KEPT = 0
BLACK_AND_WHITE, GREY, COLOUR = 0, 2, 3
"""Values of DATA_TYPE."""

FLATBED = "{fb607b1f-43f3-488b-855b-fb703ec342a6}"
FEEDER = "{fe131934-f84c-42ad-8da4-6129cddd7288}"
BMP = "{b96b3cab-0728-11d3-9d7b-0000f81ef32e}"
JPEG = "{b96b3cae-0728-11d3-9d7b-0000f81ef32e}"

DEVICE_MANAGER = "{b6c292bc-7c88-41ee-8b54-8ec92617e599}"
"""`WiaDevMgr2`."""
LOCAL_DEVICES = 0x10
