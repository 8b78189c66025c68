/*
 * For Wine 8 only, never shipped: Windows 10 has icuuc.dll since version 1703, and Qt looks up text converters in it.
 * Here every look-up reports U_FILE_ACCESS_ERROR (4): no such converter.
 */
#define X __declspec(dllexport)
#define NONE 4

static void none(int *status)
{
    if (status && *status <= 0)
        *status = NONE;
}

X void *ucnv_open(const char *name, int *status) { (void)name; none(status); return 0; }
X void ucnv_close(void *c) { (void)c; }
X void ucnv_reset(void *c) { (void)c; }
X signed char ucnv_getMaxCharSize(const void *c) { (void)c; return 1; }
X const char *ucnv_getName(const void *c, int *status) { (void)c; none(status); return 0; }
X const char *ucnv_getStandardName(const char *n, const char *s, int *status) { (void)n, (void)s; none(status); return 0; }
X const char *ucnv_getAvailableName(int n) { (void)n; return 0; }
X int ucnv_countAvailable(void) { return 0; }
X void ucnv_getToUCallBack(const void *c, void **a, const void **b) { (void)c, (void)a, (void)b; }
X void ucnv_getFromUCallBack(const void *c, void **a, const void **b) { (void)c, (void)a, (void)b; }
X void ucnv_setToUCallBack(void *c, void *a, const void *b, void **d, const void **e, int *status)
{
    (void)c, (void)a, (void)b, (void)d, (void)e;
    none(status);
}
X void ucnv_setFromUCallBack(void *c, void *a, const void *b, void **d, const void **e, int *status)
{
    (void)c, (void)a, (void)b, (void)d, (void)e;
    none(status);
}
X void ucnv_cbToUWriteUChars(void *a, const void *s, int l, int o, int *status) { (void)a, (void)s, (void)l, (void)o; none(status); }
X void ucnv_cbFromUWriteUChars(void *a, const void **s, const void *l, int o, int *status) { (void)a, (void)s, (void)l, (void)o; none(status); }
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
X void ucnv_toUnicode(void *c, void **t, const void *tl, const char **s, const char *sl, int *o, signed char f, int *status)
{
    (void)c, (void)t, (void)tl, (void)s, (void)sl, (void)o, (void)f;
    none(status);
}
X void ucnv_fromUnicode(void *c, char **t, const char *tl, const void **s, const void *sl, int *o, signed char f, int *status)
{
    (void)c, (void)t, (void)tl, (void)s, (void)sl, (void)o, (void)f;
    none(status);
}
X int ucnv_toUCountPending(const void *c, int *status) { (void)c; none(status); return 0; }
X int ucnv_fromUCountPending(const void *c, int *status) { (void)c; none(status); return 0; }
