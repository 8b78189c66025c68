/* A PKCS#11 module in front of SoftHSM2 that misbehaves as real tokens do; SHIM_MODE says how, SHIM_STATE is a
   folder where it remembers across processes. Written against the order of functions in PKCS#11 v2.x. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong;
typedef ulong (*any)();
struct table { unsigned char version[2]; any call[68]; };
struct attribute { ulong type; void *value; ulong length; };

enum { SLOT_LIST = 4, TOKEN_INFO = 6, MECHANISMS = 7, OPEN = 12, LOGIN = 18, ATTRIBUTES = 24, SIGN_INIT = 42, SIGN = 43 };

static struct table *real, mine;
static int signatures, armed;

static int mode(const char *name) {
    const char *set = getenv("SHIM_MODE");
    return set && !strncmp(set, name, strlen(name));
}

static int nth(void) {
    const char *colon = strchr(getenv("SHIM_MODE"), ':');
    return colon ? atoi(colon + 1) : 1;
}

static long remembered(const char *what, int add) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", getenv("SHIM_STATE"), what);
    FILE *file = fopen(path, "a");
    if (!file) return 0;
    if (add) fputc('x', file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    fclose(file);
    return size;
}

static ulong slot_list(unsigned char present, ulong *list, ulong *count) {
    if (mode("unplug") && remembered("unplugged", 0)) {
        *count = 0;
        return 0;
    }
    return real->call[SLOT_LIST](present, list, count);
}

static ulong token_info(ulong slot, unsigned char *info) {
    ulong result = real->call[TOKEN_INFO](slot, info);
    if (!result && mode("oneserial")) memcpy(info + 80, "MOT-SO          ", 16);
    if (!result && mode("nologin")) {
        ulong open;
        memcpy(&open, info + 96, sizeof open);
        open &= ~0x4UL;
        memcpy(info + 96, &open, sizeof open);
    }
    if (!result && mode("lock")) {
        ulong flags;
        long wrong = remembered("wrong", 0);
        memcpy(&flags, info + 96, sizeof flags);
        flags &= ~0x70000UL;
        if (wrong == 1) flags |= 0x10000;
        if (wrong == 2) flags |= 0x30000;
        if (wrong >= 3) flags |= 0x40000;
        memcpy(info + 96, &flags, sizeof flags);
    }
    return result;
}

/* A token that asks for no login shows everything to everybody. */
static ulong open_session(ulong slot, ulong flags, void *application, void *notify, ulong *session) {
    ulong result = real->call[OPEN](slot, flags, application, notify, session);
    if (!result && mode("nologin")) real->call[LOGIN](*session, 1UL, "Mat-khau-8", 10UL);
    return result;
}

static ulong mechanisms(ulong slot, ulong *list, ulong *count) {
    ulong result = real->call[MECHANISMS](slot, list, count);
    if (!result && list && mode("raw"))
        for (ulong at = 0; at < *count; at++)
            if (list[at] == 0x40) list[at] = 0x80000001UL;
    return result;
}

static ulong login(ulong session, ulong user, unsigned char *pin, ulong length) {
    remembered("logins", 1);
    if (mode("loginfails")) return 0x6;
    if (mode("crashlogin")) abort();
    if (mode("hanglogin")) for (;;) pause();
    if (mode("expired")) return 0xA3;
    if (mode("pinunset")) return 0x102;
    if (mode("always") && user == 2) {
        const char *right = "Mat-khau-8";
        if (length != strlen(right) || memcmp(pin, right, length)) return 0xA0;
        remembered("again", 1);
        armed = 1;
        return 0;
    }
    if (mode("lock") && remembered("wrong", 0) >= 3) return 0xA4;
    ulong result = real->call[LOGIN](session, user, pin, length);
    if (result == 0xA0 && mode("lock") && remembered("wrong", 1) >= 3) return 0xA4;
    return result;
}

static ulong attributes(ulong session, ulong object, struct attribute *list, ulong count) {
    ulong result = real->call[ATTRIBUTES](session, object, list, count);
    if (mode("always"))
        for (ulong at = 0; at < count; at++)
            if (list[at].type == 0x202 && list[at].value) *(unsigned char *)list[at].value = 1;
    return result;
}

static ulong sign_init(ulong session, ulong *mechanism, ulong key) {
    if (mode("raw") && mechanism[0] == 0x40) return 0x70;
    return real->call[SIGN_INIT](session, mechanism, key);
}

static ulong sign(ulong session, void *data, ulong length, void *signature, ulong *size) {
    if (signature && ++signatures == nth()) {
        if (mode("remove")) return 0x32;
        if (mode("hang")) for (;;) pause();
        if (mode("crash")) abort();
        if (mode("fail")) return 0x6;
        if (mode("slow")) sleep(2);
    }
    if (signature && mode("rubbish")) {
        ulong result = real->call[SIGN](session, data, length, signature, size);
        ((unsigned char *)signature)[9] ^= 1;
        return result;
    }
    if (mode("always") && signature) {
        if (!armed) return 0x101;
        armed = 0;
    }
    return real->call[SIGN](session, data, length, signature, size);
}

ulong C_GetFunctionList(struct table **list) {
    if (mode("crashload")) abort();
    if (mode("hangload")) for (;;) pause();
    if (!real) {
        void *library = dlopen(getenv("SHIM_MODULE"), RTLD_NOW);
        if (!library) return 0x5;
        any get = (any)dlsym(library, "C_GetFunctionList");
        if (!get || get(&real)) return 0x5;
        mine = *real;
        mine.call[3] = (any)C_GetFunctionList;
        mine.call[SLOT_LIST] = (any)slot_list;
        mine.call[TOKEN_INFO] = (any)token_info;
        mine.call[MECHANISMS] = (any)mechanisms;
        mine.call[OPEN] = (any)open_session;
        mine.call[LOGIN] = (any)login;
        mine.call[ATTRIBUTES] = (any)attributes;
        mine.call[SIGN_INIT] = (any)sign_init;
        mine.call[SIGN] = (any)sign;
    }
    *list = &mine;
    return 0;
}
