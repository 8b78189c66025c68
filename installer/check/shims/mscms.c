/* For Wine 8 only, never shipped: what Qt's Windows platform asks about colour profiles; each call says "there is none". */
#include <windows.h>

#define X __declspec(dllexport)

X HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD mode)
{
    (void)profile, (void)access, (void)share, (void)mode;
    SetLastError(ERROR_FILE_NOT_FOUND);
    return NULL;
}

X BOOL WINAPI CloseColorProfile(HANDLE profile)
{
    (void)profile;
    return TRUE;
}

X BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, PBYTE data, PDWORD size)
{
    (void)profile, (void)data, (void)size;
    return FALSE;
}

X HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    (void)profile, (void)options;
    return NULL;
}
