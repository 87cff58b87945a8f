"""What docs/ says of the codes is what the compiler says, and their examples are true."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from reactor.build.rules import rules
from reactor.build.verdict import judge
from reactor.pipeline import compile_app

TOP = Path(__file__).parents[2]

# The files of the app that an example imports.
FILES = {
    "settings.py": 'theme = "light"\n',
    "shop.py": "class Cart:\n    pass\n\ndef total(prices):\n    return sum(prices)\n",
    "pyproject.toml": '[tool.reactor.signatures.shop.functions."shop."]\nvalue = "total"\n',
}


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """docs/generate.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("generate", TOP / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_up_to_date(generate: ModuleType) -> None:
    wanted = dict(generate.pages())
    assert {path: path.read_text(encoding="utf-8") for path in wanted if path.exists()} == wanted, (
        "python docs/generate.py writes them"
    )
    assert set((TOP / "docs" / "codes").iterdir()) <= set(wanted)


def codes_of(script: str, folder: Path) -> set[str]:
    (folder / "app.py").write_text(script)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    compiled = compile_app(folder / "app.py")
    judgements = judge(compiled.program)
    return {reason.code for judgement in judgements.values() for reason in judgement.reasons} | {
        item.code for item in compiled.diagnostics
    }


@pytest.mark.parametrize("code", sorted(rules()))
def test_the_examples_of_a_code_are_true(code: str, tmp_path: Path) -> None:
    rule = rules()[code]
    assert code in codes_of(rule.example, tmp_path)
    if rule.instead:
        assert rule.advice
        assert code not in codes_of(rule.instead, tmp_path)
