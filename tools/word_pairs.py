"""Pairs of words that stand beside one another in papers of the administration, gathered from texts into
`resources/words/pairs.txt`.

python -m tools.word_pairs TEXT...: besides the texts given (plans, laws: whatever is published and proof-read), the
project's own Vietnamese is read. A pair counts that was seen twice and that no other pair, nor any of `compounds.txt`,
differs from in tones alone, of two words with a sense of their own: `về chỉ` tells nothing of what comes behind it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from desktop.model.typed import is_syllable, parted
from desktop.page.lists import listed

ROOT = Path(__file__).parents[1]
PAIRS = ROOT / "resources" / "words" / "pairs.txt"
_OWN = ("docs/huong-dan.md", "docs/administrators.md", "docs/relay.md", "resources/i18n/vi.ts", "resources/*/*.toml")
_LEAST = 2
_SMALL_WORDS = """
về việc và của các những cho với tại trong ngoài theo do từ đến là được bị có không này đó kia ấy khi để ở
trên dưới một hai ba bốn năm mỗi mọi cùng hoặc nếu thì đã sẽ đang phải vì bởi qua số ngày tháng vào ra lên
xuống như bằng mà nhưng rồi còn cũng chỉ chưa hãy đừng nên rất quá lại ai gì nào sao đâu bà ông họ nó tôi mình
ta người cái con thêm nữa hơn nhất cả tự lần sau trước giữa đều vẫn mới hay bao nhiêu thế vậy rằng xong hết
"""
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that stand beside nearly any other."""
_CLAUSE = re.compile(r"[^\w\s]+|[\d_]+|\n")
_HEAD = """\
# Những cặp tiếng đứng cạnh nhau trong văn bản hành chính (kế hoạch của các tỉnh, và chữ của chính chương trình này).
# Hai bộ đọc cùng đọc một tiếng, tiếng đó cùng tiếng bên cạnh là một cặp ở đây: dấu của nó đáng tin.
# Ghi bằng `python -m tools.word_pairs`. Mỗi dòng một cặp.
"""


def pairs_of(text: str) -> Iterator[tuple[str, str]]:
    """Neighbours within a clause, lower case, NFC, each a syllable and one of the two with marks."""
    for clause in _CLAUSE.split(unicodedata.normalize("NFC", text)):
        for one, other in pairwise(clause.lower().split()):
            if is_syllable(one) and is_syllable(other) and not (one.isascii() and other.isascii()):
                yield one, other


def kept(texts: Iterable[str], words: Iterable[str] = ()) -> list[str]:
    """The pairs of some texts that may be trusted, sorted.

    Args:
        texts: whatever was proof-read.
        words: pairs that are one word each: `báo quản` (`thông báo quản lý`) looks like `bảo quản`.
    """
    seen = Counter(pair for text in texts for pair in pairs_of(text))
    often = {pair for pair, count in seen.items() if count >= _LEAST and not _SMALL.intersection(pair)}
    toneless = Counter(_toneless(pair) for pair in {*seen, *(tuple(word.split()) for word in words)})
    return sorted(" ".join(pair) for pair in often if toneless[_toneless(pair)] == 1)


def _toneless(pair: Iterable[str]) -> tuple[str, ...]:
    return tuple(parted(word)[0] for word in pair)


def main() -> None:
    """Write the list anew."""
    own = [path for pattern in _OWN for path in sorted(ROOT.glob(pattern))]
    texts = (path.read_text("utf-8") for path in (*own, *map(Path, sys.argv[1:])))
    pairs = kept(texts, listed("words", "compounds"))
    PAIRS.write_text(_HEAD + "".join(f"{pair}\n" for pair in pairs), "utf-8")
    sys.stdout.write(f"{PAIRS}: {len(pairs)}\n")


if __name__ == "__main__":
    main()
