/*
 * A stand-in for a vendor's PKCS#11 module, for the check under Wine only, never shipped.
 *
 * It is built as Windows modules are: CK_ULONG of 32 bits, structures packed to the byte. One slot, one token, one
 * certificate and its RSA key, which the system's own bcrypt uses. Key (BCRYPT_RSAFULLPRIVATE_BLOB) and certificate
 * (DER) are token.key and token.cer in the folder that QUAYSO_STANDIN_TOKEN names.
 */
#include <windows.h>

#include <bcrypt.h>
#include <stdio.h>
#include <string.h>

#pragma pack(push, 1)
typedef unsigned long CK_ULONG;
typedef CK_ULONG CK_RV;
typedef unsigned char CK_BYTE;
typedef struct { CK_BYTE major, minor; } CK_VERSION;
typedef struct {
    CK_VERSION cryptoki;
    CK_BYTE manufacturer[32];
    CK_ULONG flags;
    CK_BYTE description[32];
    CK_VERSION library;
} CK_INFO;
typedef struct {
    CK_BYTE description[64], manufacturer[32];
    CK_ULONG flags;
    CK_VERSION hardware, firmware;
} CK_SLOT_INFO;
typedef struct {
    CK_BYTE label[32], manufacturer[32], model[16], serial[16];
    CK_ULONG flags, max_sessions, sessions, max_rw_sessions, rw_sessions, max_pin, min_pin;
    CK_ULONG total_public, free_public, total_private, free_private;
    CK_VERSION hardware, firmware;
    CK_BYTE time[16];
} CK_TOKEN_INFO;
typedef struct { CK_ULONG min_key, max_key, flags; } CK_MECHANISM_INFO;
typedef struct { CK_ULONG mechanism; void *parameter; CK_ULONG parameter_size; } CK_MECHANISM;
typedef struct { CK_ULONG type; void *value; CK_ULONG size; } CK_ATTRIBUTE;
typedef struct { CK_ULONG slot, state, flags, device_error; } CK_SESSION_INFO;
typedef struct { CK_VERSION version; void *functions[68]; } CK_FUNCTION_LIST;
#pragma pack(pop)

enum {
    OK = 0, GENERAL_ERROR = 5, ATTRIBUTE_TYPE_INVALID = 0x12, DATA_LEN_RANGE = 0x21, FUNCTION_NOT_SUPPORTED = 0x54,
    MECHANISM_INVALID = 0x70, PIN_INCORRECT = 0xa0, PIN_LOCKED = 0xa4, BUFFER_TOO_SMALL = 0x150, NOT_LOGGED_IN = 0x101,
    SESSION_HANDLE_INVALID = 0xb3
};
enum { SHA256_RSA_PKCS = 0x40, RNG = 1, LOGIN_REQUIRED = 4, PIN_INITIALIZED = 8, TOKEN_INITIALIZED = 0x400 };
enum { COUNT_LOW = 0x10000, FINAL_TRY = 0x20000, LOCKED = 0x40000 };
enum { CERTIFICATE = 1, PRIVATE_KEY = 2 }; /* handles of the two objects */
enum { TRIES = 3, SESSION = 1 };

static const char PIN[] = "Dung-thu-1";
static CK_BYTE certificate[8192], key_blob[8192];
static CK_ULONG certificate_size, key_blob_size;
static int wrong, logged_in, open_sessions, found_at, found_count;
static CK_ULONG found[2];

static CK_ULONG load(const char *name, CK_BYTE *into, CK_ULONG room)
{
    char path[MAX_PATH * 2];
    snprintf(path, sizeof path, "%s\\%s", getenv("QUAYSO_STANDIN_TOKEN"), name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    CK_ULONG size = (CK_ULONG)fread(into, 1, room, file);
    fclose(file);
    return size;
}

static void pad(CK_BYTE *field, size_t size, const char *text)
{
    memset(field, ' ', size);
    memcpy(field, text, strlen(text));
}

static CK_RV unsupported(void) { return FUNCTION_NOT_SUPPORTED; }

static CK_RV initialize(void *arguments)
{
    (void)arguments;
    certificate_size = load("token.cer", certificate, sizeof certificate);
    key_blob_size = load("token.key", key_blob, sizeof key_blob);
    return certificate_size && key_blob_size ? OK : GENERAL_ERROR;
}

static CK_RV finalize(void *reserved) { (void)reserved; return OK; }

static CK_RV get_info(CK_INFO *info)
{
    memset(info, 0, sizeof *info);
    info->cryptoki.major = 2;
    info->cryptoki.minor = 40;
    pad(info->manufacturer, 32, "Quay So");
    pad(info->description, 32, "stand-in");
    return OK;
}

static CK_RV get_slot_list(CK_BYTE present, CK_ULONG *slots, CK_ULONG *count)
{
    (void)present;
    if (slots && *count < 1)
        return BUFFER_TOO_SMALL;
    if (slots)
        slots[0] = 7;
    *count = 1;
    return OK;
}

static CK_RV get_slot_info(CK_ULONG slot, CK_SLOT_INFO *info)
{
    (void)slot;
    memset(info, 0, sizeof *info);
    pad(info->description, 64, "slot");
    pad(info->manufacturer, 32, "Quay So");
    info->flags = 1; /* a token is present */
    return OK;
}

static CK_RV get_token_info(CK_ULONG slot, CK_TOKEN_INFO *info)
{
    (void)slot;
    memset(info, 0, sizeof *info);
    pad(info->label, 32, "USB stand-in");
    pad(info->manufacturer, 32, "Quay So");
    pad(info->model, 16, "stand-in");
    pad(info->serial, 16, "STANDIN0001");
    info->flags = RNG | LOGIN_REQUIRED | PIN_INITIALIZED | TOKEN_INITIALIZED;
    info->flags |= wrong ? COUNT_LOW : 0;
    info->flags |= wrong == TRIES - 1 ? FINAL_TRY : 0;
    info->flags |= wrong >= TRIES ? LOCKED : 0;
    info->max_pin = 32;
    info->min_pin = 4;
    pad(info->time, 16, "");
    return OK;
}

static CK_RV get_mechanism_list(CK_ULONG slot, CK_ULONG *list, CK_ULONG *count)
{
    (void)slot;
    if (list && *count < 1)
        return BUFFER_TOO_SMALL;
    if (list)
        list[0] = SHA256_RSA_PKCS;
    *count = 1;
    return OK;
}

static CK_RV get_mechanism_info(CK_ULONG slot, CK_ULONG mechanism, CK_MECHANISM_INFO *info)
{
    (void)slot;
    if (mechanism != SHA256_RSA_PKCS)
        return MECHANISM_INVALID;
    info->min_key = 1024, info->max_key = 4096, info->flags = 0x801; /* hardware, sign */
    return OK;
}

static CK_RV open_session(CK_ULONG slot, CK_ULONG flags, void *application, void *notify, CK_ULONG *session)
{
    (void)slot, (void)flags, (void)application, (void)notify;
    open_sessions++;
    *session = SESSION;
    return OK;
}

static CK_RV close_session(CK_ULONG session)
{
    (void)session;
    if (open_sessions && --open_sessions == 0)
        logged_in = 0;
    return OK;
}

static CK_RV close_all_sessions(CK_ULONG slot) { (void)slot; open_sessions = logged_in = 0; return OK; }

static CK_RV get_session_info(CK_ULONG session, CK_SESSION_INFO *info)
{
    (void)session;
    info->slot = 7, info->state = logged_in ? 1 : 0, info->flags = 4, info->device_error = 0;
    return OK;
}

static CK_RV login(CK_ULONG session, CK_ULONG user, const CK_BYTE *pin, CK_ULONG size)
{
    (void)session, (void)user;
    if (wrong >= TRIES)
        return PIN_LOCKED;
    if (size != sizeof PIN - 1 || memcmp(pin, PIN, size))
        return ++wrong >= TRIES ? PIN_LOCKED : PIN_INCORRECT;
    wrong = 0;
    logged_in = 1;
    return OK;
}

static CK_RV logout(CK_ULONG session) { (void)session; logged_in = 0; return OK; }

/* Points at an attribute of an object; 0 where it has none. */
static const void *attribute(CK_ULONG object, CK_ULONG type, CK_ULONG *size)
{
    static const CK_ULONG one = 1, three = 3, zero = 0;
    static const CK_BYTE yes = 1, no = 0, id[] = {0x51, 0x53};
    *size = sizeof(CK_ULONG);
    switch (type) {
    case 0x00: /* CLASS */
        return object == CERTIFICATE ? &one : &three;
    case 0x80: /* CERTIFICATE_TYPE: X.509 */
        return object == CERTIFICATE ? &zero : 0;
    case 0x100: /* KEY_TYPE: RSA */
        return object == PRIVATE_KEY ? &zero : 0;
    case 0x11: /* VALUE */
        *size = certificate_size;
        return object == CERTIFICATE ? certificate : 0;
    case 0x102: /* ID */
        *size = sizeof id;
        return id;
    case 0x03: /* LABEL */
        *size = 8;
        return "stand-in";
    }
    *size = 1;
    if (type == 0x108) /* SIGN */
        return object == PRIVATE_KEY ? &yes : &no;
    if (type == 0x202 || (type >= 0x104 && type <= 0x10c)) /* ALWAYS_AUTHENTICATE, other uses of keys */
        return &no;
    if (type == 0x01 || type == 0x02) /* TOKEN, PRIVATE */
        return type == 0x01 || object == PRIVATE_KEY ? &yes : &no;
    return 0;
}

static CK_RV get_attribute_value(CK_ULONG session, CK_ULONG object, CK_ATTRIBUTE *wanted, CK_ULONG count)
{
    (void)session;
    CK_RV result = OK;
    for (CK_ULONG at = 0; at < count; at++) {
        CK_ULONG size;
        const void *value = attribute(object, wanted[at].type, &size);
        if (!value) {
            wanted[at].size = (CK_ULONG)-1;
            result = ATTRIBUTE_TYPE_INVALID;
        } else if (wanted[at].value && wanted[at].size < size) {
            wanted[at].size = (CK_ULONG)-1;
            result = BUFFER_TOO_SMALL;
        } else {
            if (wanted[at].value)
                memcpy(wanted[at].value, value, size);
            wanted[at].size = size;
        }
    }
    return result;
}

static CK_RV find_init(CK_ULONG session, CK_ATTRIBUTE *wanted, CK_ULONG count)
{
    (void)session;
    found_at = found_count = 0;
    for (CK_ULONG object = CERTIFICATE; object <= PRIVATE_KEY; object++) {
        int fits = object == CERTIFICATE || logged_in;
        for (CK_ULONG at = 0; at < count; at++) {
            CK_ULONG size;
            const void *value = attribute(object, wanted[at].type, &size);
            fits = fits && value && size == wanted[at].size && !memcmp(value, wanted[at].value, size);
        }
        if (fits)
            found[found_count++] = object;
    }
    return OK;
}

static CK_RV find(CK_ULONG session, CK_ULONG *objects, CK_ULONG room, CK_ULONG *count)
{
    (void)session;
    for (*count = 0; *count < room && found_at < found_count; (*count)++)
        objects[*count] = found[found_at++];
    return OK;
}

static CK_RV find_final(CK_ULONG session) { (void)session; return OK; }

static CK_RV sign_init(CK_ULONG session, CK_MECHANISM *how, CK_ULONG key)
{
    (void)session;
    if (!logged_in || key != PRIVATE_KEY)
        return NOT_LOGGED_IN;
    return how->mechanism == SHA256_RSA_PKCS ? OK : MECHANISM_INVALID;
}

static int hash(const CK_BYTE *data, CK_ULONG size, CK_BYTE digest[32])
{
    BCRYPT_ALG_HANDLE sha;
    BCRYPT_HASH_HANDLE running;
    if (BCryptOpenAlgorithmProvider(&sha, BCRYPT_SHA256_ALGORITHM, NULL, 0))
        return 0;
    int good = !BCryptCreateHash(sha, &running, NULL, 0, NULL, 0, 0);
    if (good) {
        good = !BCryptHashData(running, (PUCHAR)data, size, 0) && !BCryptFinishHash(running, digest, 32, 0);
        BCryptDestroyHash(running);
    }
    BCryptCloseAlgorithmProvider(sha, 0);
    return good;
}

static CK_RV sign(CK_ULONG session, const CK_BYTE *data, CK_ULONG size, CK_BYTE *signature, CK_ULONG *room)
{
    (void)session;
    if (!signature) {
        *room = 256;
        return OK;
    }
    CK_BYTE digest[32];
    BCRYPT_ALG_HANDLE rsa;
    BCRYPT_KEY_HANDLE key;
    BCRYPT_PKCS1_PADDING_INFO padding = {BCRYPT_SHA256_ALGORITHM};
    ULONG written = 0;
    if (!hash(data, size, digest) || BCryptOpenAlgorithmProvider(&rsa, BCRYPT_RSA_ALGORITHM, NULL, 0))
        return GENERAL_ERROR;
    NTSTATUS status = BCryptImportKeyPair(rsa, NULL, BCRYPT_RSAFULLPRIVATE_BLOB, &key, key_blob, key_blob_size, 0);
    if (!status) {
        status = BCryptSignHash(key, &padding, digest, sizeof digest, signature, *room, &written, BCRYPT_PAD_PKCS1);
        BCryptDestroyKey(key);
    }
    BCryptCloseAlgorithmProvider(rsa, 0);
    *room = written;
    return status ? GENERAL_ERROR : OK;
}

__declspec(dllexport) CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list)
{
    static CK_FUNCTION_LIST all;
    all.version.major = 2, all.version.minor = 40;
    for (int at = 0; at < 68; at++)
        all.functions[at] = unsupported;
    void *ours[][2] = {
        {(void *)0, initialize}, {(void *)1, finalize}, {(void *)2, get_info}, {(void *)3, C_GetFunctionList},
        {(void *)4, get_slot_list}, {(void *)5, get_slot_info}, {(void *)6, get_token_info},
        {(void *)7, get_mechanism_list}, {(void *)8, get_mechanism_info}, {(void *)12, open_session},
        {(void *)13, close_session}, {(void *)14, close_all_sessions}, {(void *)15, get_session_info},
        {(void *)18, login}, {(void *)19, logout}, {(void *)24, get_attribute_value}, {(void *)26, find_init},
        {(void *)27, find}, {(void *)28, find_final}, {(void *)42, sign_init}, {(void *)43, sign},
    };
    for (size_t at = 0; at < sizeof ours / sizeof *ours; at++)
        all.functions[(size_t)ours[at][0]] = ours[at][1];
    *list = &all;
    return OK;
}
