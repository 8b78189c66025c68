/*
 * The two launchers of the bundle: QuaySo.exe (the window) and bin\quayso.exe (the command line, built with -DCONSOLE).
 *
 * Each loads <home>\python\python311.dll into its own process and runs `-m desktop` there, so that the taskbar, the
 * firewall and the task manager speak of Quầy Số and not of Python. Child processes do not come through here: they
 * start with the bundle's own Python (desktop/machine/child.py).
 */
#define _WIN32_WINNT 0x0A00
#include <windows.h>

#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define CANNOT_START 90

typedef int (*PyMain)(int, wchar_t **);

static int fail(const wchar_t *what)
{
    wchar_t text[1024];
    _snwprintf(text, 1023,
               L"Không khởi động được Quầy Số. Hãy cài đặt lại hoặc báo quản trị viên.\n\n%ls (mã lỗi %lu)", what,
               GetLastError());
    text[1023] = 0;
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", text);
#else
    MessageBoxW(NULL, text, L"Quầy Số", MB_OK | MB_ICONERROR);
#endif
    return CANNOT_START;
}

/* Cuts the last part off a path, in place. */
static void up(wchar_t *path)
{
    wchar_t *last = wcsrchr(path, L'\\');
    if (last)
        *last = 0;
}

static int start(int count, wchar_t **words)
{
    static wchar_t home[LONGEST], python[LONGEST], dll[LONGEST];
    if (!GetModuleFileNameW(NULL, home, LONGEST - 1))
        return fail(L"GetModuleFileName");
    up(home);
#ifdef CONSOLE
    up(home); /* out of bin */
#endif
    _snwprintf(python, LONGEST - 1, L"%ls\\python", home);
    _snwprintf(dll, LONGEST - 1, L"%ls\\python311.dll", python);

    SetDllDirectoryW(L"");   /* never a DLL from the current folder */
    AddDllDirectory(python); /* msvcp140.dll, for the wheels that bring none */
    HMODULE library = LoadLibraryExW(dll, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!library)
        return fail(dll);
    PyMain run = (PyMain)(void *)GetProcAddress(library, "Py_Main");
    if (!run)
        return fail(L"Py_Main");

    static wchar_t *before[] = {L"-X", L"utf8", L"-m", L"desktop"};
    const int added = sizeof before / sizeof *before;
    wchar_t **all = calloc(count + added + 1, sizeof *all);
    all[0] = words[0];
    for (int at = 0; at < added; at++)
        all[1 + at] = before[at];
    for (int at = 1; at < count; at++)
        all[added + at] = words[at];
    return run(count + added, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words)
{
    return start(count, words);
}
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show)
{
    (void)self, (void)before, (void)line, (void)show;
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    return words ? start(count, words) : fail(L"CommandLineToArgv");
}
#endif
