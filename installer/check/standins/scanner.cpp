/*
 * A stand-in for a WIA 2.0 scanner, for the check under Wine only (Wine has no WIA 2.0), never shipped.
 *
 * An in-process COM server: a device manager with one scanner, which has a flatbed and a duplex feeder and serves the
 * *.jpg files of the folder QUAYSO_STANDIN_PAGES, in order of their names. QUAYSO_STANDIN_FAULT lets it go wrong:
 * "jam 3" jams before the third page; also "empty", "cover", "busy", "gone". What is set on it is written, one property
 * a line, to settings.txt in that folder. QUAYSO_STANDIN_PACE_MS is how long it takes over a quarter of a page; where it
 * is told to stop, it writes the number of the page under way to stopped.txt.
 */
#include <windows.h>

#include <objbase.h>
#include <propidl.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace {

const GUID CLSID_STANDIN = {0x51535741, 0x0001, 0x4001, {0x80, 0, 0, 0, 0, 0, 0, 1}};
const GUID IID_DevMgr2 = {0x79c07cf1, 0xcbdd, 0x41ee, {0x8e, 0xc3, 0xf0, 0x00, 0x80, 0xca, 0xda, 0x7a}};
const GUID IID_EnumDevInfo = {0x5e38b83c, 0x8cf1, 0x11d1, {0xbf, 0x92, 0x00, 0x60, 0x08, 0x1e, 0xd8, 0x11}};
const GUID IID_EnumItem2 = {0x59970af4, 0xcd0d, 0x44d9, {0xab, 0x24, 0x52, 0x29, 0x56, 0x30, 0xe5, 0x82}};
const GUID IID_Storage = {0x98b5e8a0, 0x29cc, 0x491a, {0xaa, 0xc0, 0xe6, 0xdb, 0x4f, 0xdc, 0xce, 0xb6}};
const GUID IID_Item2 = {0x6cba0075, 0x1287, 0x407d, {0x9b, 0x77, 0xcf, 0x0e, 0x03, 0x04, 0x35, 0xcc}};
const GUID IID_Transfer = {0xc39d6942, 0x2f4e, 0x4d04, {0x92, 0xfe, 0x4e, 0xf4, 0xd3, 0xa1, 0xde, 0x5a}};
const GUID FLATBED = {0xfb607b1f, 0x43f3, 0x488b, {0x85, 0x5b, 0xfb, 0x70, 0x3e, 0xc3, 0x42, 0xa6}};
const GUID FEEDER = {0xfe131934, 0xf84c, 0x42ad, {0x8d, 0xa4, 0x61, 0x29, 0xcd, 0xdd, 0x72, 0x88}};
const GUID JPEG = {0xb96b3cae, 0x0728, 0x11d3, {0x9d, 0x7b, 0x00, 0x00, 0xf8, 0x1e, 0xf3, 0x2e}};
const wchar_t *const ID = L"{51535741-0001}\\0001";

enum { READ = 1, WRITE = 2, NONE = 8, RANGE = 0x10, LIST = 0x20, FLAGS = 0x40 };
enum { STATUS = 1, END_OF_STREAM = 2, END_OF_TRANSFER = 3 };

struct Property {
    VARTYPE kind;
    LONG number;
    std::wstring text;
    GUID guid;
    ULONG flags;
    std::vector<LONG> valid; /* as GetPropertyAttributes gives it */
};
using Properties = std::map<PROPID, Property>;

Property number(LONG value) { return {VT_I4, value, L"", {}, READ | NONE, {}}; }
Property words(const wchar_t *value) { return {VT_BSTR, 0, value, {}, READ | NONE, {}}; }
Property one_of(LONG value, std::vector<LONG> values)
{
    std::vector<LONG> valid = {(LONG)values.size() + 2, value};
    valid.insert(valid.end(), values.begin(), values.end());
    return {VT_I4, value, L"", {}, READ | WRITE | LIST, valid};
}
Property between(LONG value, LONG low, LONG high) { return {VT_I4, value, L"", {}, READ | WRITE | RANGE, {low, value, high, 1}}; }
Property bits(LONG value, LONG all) { return {VT_I4, value, L"", {}, READ | WRITE | FLAGS, {value, all}}; }

std::string from_environment(const char *name)
{
    char value[1024] = "";
    GetEnvironmentVariableA(name, value, sizeof value);
    return value;
}

std::vector<std::string> pages()
{
    std::string folder = from_environment("QUAYSO_STANDIN_PAGES");
    std::vector<std::string> names;
    WIN32_FIND_DATAA found;
    HANDLE search = FindFirstFileA((folder + "\\*.jpg").c_str(), &found);
    if (search != INVALID_HANDLE_VALUE) {
        do
            names.push_back(folder + "\\" + found.cFileName);
        while (FindNextFileA(search, &found));
        FindClose(search);
    }
    std::sort(names.begin(), names.end());
    return names;
}

/* The error to give before page `number`, counted from 1; S_OK for none. */
HRESULT fault(int number)
{
    char kind[64] = "";
    int at = 1;
    std::sscanf(from_environment("QUAYSO_STANDIN_FAULT").c_str(), "%63s %d", kind, &at);
    static const std::map<std::string, HRESULT> codes = {
        {"jam", (HRESULT)0x80210002}, {"empty", (HRESULT)0x80210003}, {"gone", (HRESULT)0x80210005},
        {"busy", (HRESULT)0x80210006}, {"cover", (HRESULT)0x80210016},
    };
    auto code = codes.find(kind);
    return code == codes.end() || number != at ? S_OK : code->second;
}

/* The interfaces, each method in its place; those that nobody calls have no arguments. */
#define IDLE(name) virtual HRESULT STDMETHODCALLTYPE name() { return E_NOTIMPL; }

struct IStorage : IUnknown {
    virtual HRESULT STDMETHODCALLTYPE ReadMultiple(ULONG, const PROPSPEC *, PROPVARIANT *) = 0;
    virtual HRESULT STDMETHODCALLTYPE WriteMultiple(ULONG, const PROPSPEC *, const PROPVARIANT *, PROPID) = 0;
    IDLE(DeleteMultiple) IDLE(ReadPropertyNames) IDLE(WritePropertyNames) IDLE(DeletePropertyNames)
    IDLE(Commit) IDLE(Revert) IDLE(Enum) IDLE(SetTimes) IDLE(SetClass) IDLE(Stat)
    virtual HRESULT STDMETHODCALLTYPE GetPropertyAttributes(ULONG, PROPSPEC *, ULONG *, PROPVARIANT *) = 0;
    IDLE(GetCount) IDLE(GetPropertyStream) IDLE(SetPropertyStream)
};

template <class Thing> struct IEnum : IUnknown {
    virtual HRESULT STDMETHODCALLTYPE Next(ULONG, Thing **, ULONG *) = 0;
    IDLE(Skip) IDLE(Reset) IDLE(Clone) IDLE(GetCount)
};

struct TransferParams { LONG message, percent; ULONGLONG bytes; HRESULT status; };

struct ICallback : IUnknown {
    virtual HRESULT STDMETHODCALLTYPE TransferCallback(LONG, TransferParams *) = 0;
    virtual HRESULT STDMETHODCALLTYPE GetNextStream(LONG, BSTR, BSTR, IStream **) = 0;
};

struct ITransfer : IUnknown {
    virtual HRESULT STDMETHODCALLTYPE Download(LONG, ICallback *) = 0;
    IDLE(Upload) IDLE(Cancel) IDLE(EnumFormats)
};

struct IItem2 : IUnknown {
    IDLE(CreateChildItem) IDLE(DeleteItem)
    virtual HRESULT STDMETHODCALLTYPE EnumChildItems(const GUID *, IEnum<IItem2> **) = 0;
    IDLE(FindItemByName)
    virtual HRESULT STDMETHODCALLTYPE GetItemCategory(GUID *) = 0;
    IDLE(GetItemType) IDLE(DeviceDlg) IDLE(DeviceCommand) IDLE(EnumDeviceCapabilities) IDLE(CheckExtension)
    IDLE(GetExtension) IDLE(GetParentItem) IDLE(GetRootItem) IDLE(GetPreviewComponent) IDLE(EnumRegisterEventInfo)
    IDLE(Diagnostic)
};

struct IDevMgr2 : IUnknown {
    virtual HRESULT STDMETHODCALLTYPE EnumDeviceInfo(LONG, IEnum<IStorage> **) = 0;
    virtual HRESULT STDMETHODCALLTYPE CreateDevice(LONG, BSTR, IItem2 **) = 0;
    IDLE(SelectDeviceDlg) IDLE(SelectDeviceDlgID) IDLE(RegisterEventCallbackInterface)
    IDLE(RegisterEventCallbackProgram) IDLE(RegisterEventCallbackCLSID) IDLE(GetImageDlg)
};

/* Lives as long as the process: a stand-in need not count. */
#define FOR_EVER \
    ULONG STDMETHODCALLTYPE AddRef() override { return 2; } \
    ULONG STDMETHODCALLTYPE Release() override { return 1; }

template <class Interface, class Thing> struct Listing : Interface {
    Listing(const GUID &iid, std::vector<Thing *> things) : iid(iid), things(things) {}
    FOR_EVER
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID wanted, void **out) override
    {
        *out = wanted == iid || wanted == IID_IUnknown ? this : nullptr;
        return *out ? S_OK : E_NOINTERFACE;
    }
    HRESULT STDMETHODCALLTYPE Next(ULONG, Thing **out, ULONG *count) override
    {
        *count = at < things.size();
        *out = *count ? things[at++] : nullptr;
        return *count ? S_OK : S_FALSE;
    }
    GUID iid;
    std::vector<Thing *> things;
    size_t at = 0;
};

struct Item;

struct Storage : IStorage {
    explicit Storage(IUnknown *owner, Properties properties) : owner(owner), properties(properties) {}
    FOR_EVER
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID wanted, void **out) override
    {
        if (owner)
            return owner->QueryInterface(wanted, out);
        *out = wanted == IID_Storage || wanted == IID_IUnknown ? this : nullptr;
        return *out ? S_OK : E_NOINTERFACE;
    }
    HRESULT STDMETHODCALLTYPE ReadMultiple(ULONG, const PROPSPEC *which, PROPVARIANT *out) override
    {
        auto found = properties.find(which->propid);
        PropVariantInit(out);
        if (found == properties.end())
            return S_FALSE;
        const Property &one = found->second;
        out->vt = one.kind;
        if (one.kind == VT_BSTR)
            out->bstrVal = SysAllocString(one.text.c_str());
        else if (one.kind == VT_CLSID)
            *(out->puuid = (CLSID *)CoTaskMemAlloc(sizeof(CLSID))) = one.guid;
        else
            out->lVal = one.number;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE WriteMultiple(ULONG, const PROPSPEC *which, const PROPVARIANT *value, PROPID) override
    {
        auto found = properties.find(which->propid);
        if (found == properties.end() || !(found->second.flags & WRITE) || value->vt != found->second.kind)
            return E_INVALIDARG;
        if (value->vt == VT_CLSID)
            found->second.guid = *value->puuid;
        else
            found->second.number = value->lVal;
        std::ofstream log(from_environment("QUAYSO_STANDIN_PAGES") + "\\settings.txt", std::ios::app);
        log << which->propid << " " << (value->vt == VT_CLSID ? 0 : value->lVal) << "\n";
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetPropertyAttributes(ULONG, PROPSPEC *which, ULONG *flags, PROPVARIANT *out) override
    {
        auto found = properties.find(which->propid);
        PropVariantInit(out);
        if (found == properties.end())
            return E_INVALIDARG;
        const Property &one = found->second;
        *flags = one.flags;
        if (one.kind == VT_CLSID) {
            /* a list: how many there are, the usual one, then each; the first place holds a number in a GUID */
            out->vt = VT_VECTOR | VT_CLSID;
            out->cauuid.cElems = 3;
            out->cauuid.pElems = (CLSID *)CoTaskMemAlloc(3 * sizeof(CLSID));
            out->cauuid.pElems[0] = {3, 0, 0, {0}};
            out->cauuid.pElems[1] = out->cauuid.pElems[2] = JPEG;
        } else if (!one.valid.empty()) {
            out->vt = VT_VECTOR | VT_I4;
            out->cal.cElems = (ULONG)one.valid.size();
            out->cal.pElems = (LONG *)CoTaskMemAlloc(one.valid.size() * sizeof(LONG));
            std::copy(one.valid.begin(), one.valid.end(), out->cal.pElems);
        }
        return S_OK;
    }
    IUnknown *owner;
    Properties properties;
};

struct Transfer : ITransfer {
    explicit Transfer(IUnknown *owner, bool feeder) : owner(owner), feeder(feeder) {}
    FOR_EVER
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID wanted, void **out) override { return owner->QueryInterface(wanted, out); }
    HRESULT STDMETHODCALLTYPE Download(LONG, ICallback *callback) override
    {
        std::vector<std::string> all = pages();
        if (!feeder && all.size() > 1)
            all.resize(1);
        int at = 0;
        for (const std::string &name : all) {
            HRESULT code = fault(++at);
            if (code == S_OK)
                code = deliver(name, callback);
            if (code == S_FALSE)
                std::ofstream(from_environment("QUAYSO_STANDIN_PAGES") + "\\stopped.txt") << at;
            if (code != S_OK)
                return code;
        }
        TransferParams end = {END_OF_TRANSFER, 100, 0, S_OK};
        callback->TransferCallback(0, &end);
        return S_OK;
    }
    static HRESULT deliver(const std::string &name, ICallback *callback)
    {
        std::ifstream file(name, std::ios::binary);
        std::string data((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        IStream *stream = nullptr;
        BSTR called = SysAllocString(L"page");
        HRESULT code = callback->GetNextStream(0, called, called, &stream);
        SysFreeString(called);
        if (code != S_OK)
            return code;
        DWORD pace = (DWORD)std::atoi(from_environment("QUAYSO_STANDIN_PACE_MS").c_str());
        for (LONG quarter = 0; quarter < 4 && code == S_OK; quarter++) {
            Sleep(pace);
            size_t from = data.size() * quarter / 4, to = data.size() * (quarter + 1) / 4;
            stream->Write(data.data() + from, (ULONG)(to - from), nullptr);
            TransferParams part = {STATUS, (quarter + 1) * 25, to, S_OK};
            code = callback->TransferCallback(0, &part);
        }
        stream->Release();
        TransferParams end = {END_OF_STREAM, 100, data.size(), S_OK};
        return code == S_OK ? callback->TransferCallback(0, &end) : code;
    }
    IUnknown *owner;
    bool feeder;
};

struct Item : IItem2 {
    Item(const GUID &category, Properties properties, std::vector<IItem2 *> children)
        : category(category), storage(this, properties), transfer(this, category == FEEDER), children(children)
    {
    }
    FOR_EVER
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID wanted, void **out) override
    {
        *out = nullptr;
        if (wanted == IID_Item2 || wanted == IID_IUnknown)
            *out = static_cast<IItem2 *>(this);
        else if (wanted == IID_Storage)
            *out = &storage;
        else if (wanted == IID_Transfer)
            *out = &transfer;
        return *out ? S_OK : E_NOINTERFACE;
    }
    HRESULT STDMETHODCALLTYPE EnumChildItems(const GUID *, IEnum<IItem2> **out) override
    {
        *out = new Listing<IEnum<IItem2>, IItem2>(IID_EnumItem2, children);
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetItemCategory(GUID *out) override { *out = category; return S_OK; }
    GUID category;
    Storage storage;
    Transfer transfer;
    std::vector<IItem2 *> children;
};

Properties source(bool feeder)
{
    Properties all;
    all[4103] = one_of(3, {0, 2, 3});               /* DATA_TYPE */
    all[4104] = one_of(24, {1, 8, 24});             /* DEPTH */
    all[4106] = {VT_CLSID, 0, L"", JPEG, READ | WRITE | LIST, {}};
    all[6147] = all[6148] = one_of(300, {100, 200, 300, 600}); /* resolution */
    all[6149] = all[6150] = between(0, 0, 20000);   /* position */
    all[6151] = all[6152] = between(1000, 1, 20000); /* extent */
    if (feeder) {
        all[3088] = bits(0x20, 0x20 | 0x04);        /* HANDLING_SELECT: one side, both */
        all[3096] = between(0, 0, 1000);            /* PAGES */
    }
    return all;
}

Properties device()
{
    Properties all;
    all[2] = words(ID);
    all[4] = words(L"Stand-in scanner");
    all[5] = number(1 << 16);
    all[7] = words(L"Máy quét thử");
    all[3086] = number(0x1 | 0x2 | 0x4);
    all[3087] = number(0x1);
    return all;
}

struct Manager : IDevMgr2 {
    FOR_EVER
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID wanted, void **out) override
    {
        *out = wanted == IID_DevMgr2 || wanted == IID_IUnknown ? this : nullptr;
        return *out ? S_OK : E_NOINTERFACE;
    }
    HRESULT STDMETHODCALLTYPE EnumDeviceInfo(LONG, IEnum<IStorage> **out) override
    {
        *out = new Listing<IEnum<IStorage>, IStorage>(IID_EnumDevInfo, {new Storage(nullptr, device())});
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE CreateDevice(LONG, BSTR id, IItem2 **out) override
    {
        if (std::wcscmp(id, ID))
            return E_INVALIDARG;
        *out = new Item({}, device(), {new Item(FLATBED, source(false), {}), new Item(FEEDER, source(true), {})});
        return S_OK;
    }
};

struct Factory : IClassFactory {
    FOR_EVER
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID wanted, void **out) override
    {
        *out = wanted == IID_IClassFactory || wanted == IID_IUnknown ? this : nullptr;
        return *out ? S_OK : E_NOINTERFACE;
    }
    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown *outer, REFIID wanted, void **out) override
    {
        return outer ? CLASS_E_NOAGGREGATION : (new Manager)->QueryInterface(wanted, out);
    }
    HRESULT STDMETHODCALLTYPE LockServer(BOOL) override { return S_OK; }
};

} // namespace

extern "C" __declspec(dllexport) HRESULT WINAPI DllGetClassObject(REFCLSID which, REFIID wanted, void **out)
{
    static Factory factory;
    *out = nullptr;
    return which == CLSID_STANDIN ? factory.QueryInterface(wanted, out) : CLASS_E_CLASSNOTAVAILABLE;
}

extern "C" __declspec(dllexport) HRESULT WINAPI DllCanUnloadNow() { return S_FALSE; }
