"""The interfaces of WIA 2.0: their ids, and the order of their methods behind those of `IUnknown`.

Each was compared between the Windows SDK's `wia_lh.h` (as republished by win32metadata) and NAPS2.Wia's
`ComInterfaces.cs`; `IStream` between `objidl.h` and .NET's `ComTypes`. A test holds both readings beside these.
"""

from __future__ import annotations

LAYOUTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "IStream": (
        "{0000000c-0000-0000-c000-000000000046}",
        (
            "Read", "Write", "Seek", "SetSize", "CopyTo", "Commit", "Revert", "LockRegion", "UnlockRegion", "Stat",
            "Clone",
        ),
    ),
    "IWiaPropertyStorage": (
        "{98b5e8a0-29cc-491a-aac0-e6db4fdcceb6}",
        (
            "ReadMultiple", "WriteMultiple", "DeleteMultiple", "ReadPropertyNames", "WritePropertyNames",
            "DeletePropertyNames", "Commit", "Revert", "Enum", "SetTimes", "SetClass", "Stat", "GetPropertyAttributes",
            "GetCount", "GetPropertyStream", "SetPropertyStream",
        ),
    ),
    "IEnumWIA_DEV_INFO": (
        "{5e38b83c-8cf1-11d1-bf92-0060081ed811}",
        ("Next", "Skip", "Reset", "Clone", "GetCount"),
    ),
    "IEnumWiaItem2": (
        "{59970af4-cd0d-44d9-ab24-52295630e582}",
        ("Next", "Skip", "Reset", "Clone", "GetCount"),
    ),
    "IWiaTransferCallback": (
        "{27d4eaaf-28a6-4ca5-9aab-e678168b9527}",
        ("TransferCallback", "GetNextStream"),
    ),
    "IWiaTransfer": (
        "{c39d6942-2f4e-4d04-92fe-4ef4d3a1de5a}",
        ("Download", "Upload", "Cancel", "EnumWIA_FORMAT_INFO"),
    ),
    "IWiaItem2": (
        "{6cba0075-1287-407d-9b77-cf0e030435cc}",
        (
            "CreateChildItem", "DeleteItem", "EnumChildItems", "FindItemByName", "GetItemCategory", "GetItemType",
            "DeviceDlg", "DeviceCommand", "EnumDeviceCapabilities", "CheckExtension", "GetExtension", "GetParentItem",
            "GetRootItem", "GetPreviewComponent", "EnumRegisterEventInfo", "Diagnostic",
        ),
    ),
    "IWiaDevMgr2": (
        "{79c07cf1-cbdd-41ee-8ec3-f00080cada7a}",
        (
            "EnumDeviceInfo", "CreateDevice", "SelectDeviceDlg", "SelectDeviceDlgID", "RegisterEventCallbackInterface",
            "RegisterEventCallbackProgram", "RegisterEventCallbackCLSID", "GetImageDlg",
        ),
    ),
}  # fmt: skip
