"""Which lines stand in which block."""

from __future__ import annotations

from textwrap import dedent

from reactor_web.inspector.outline import outline


def blocks(source: str) -> list[tuple[int, int, int]]:
    return [(block.header, block.first, block.last) for block in outline(dedent(source).lstrip("\n"))]


def test_a_block_is_the_body_and_knows_the_line_that_opens_it() -> None:
    assert blocks(
        """
        with left:
            one()
            two(
                3)
        after()
        """
    ) == [(1, 2, 4)]


def test_the_branches_of_a_ladder_stand_beside_each_other() -> None:
    assert blocks(
        """
        if a:
            one()
        elif b:
            two()
        # what is left
        else:
            # nothing yet
            three()
        """
    ) == [(1, 2, 2), (3, 4, 4), (6, 8, 8)]


def test_an_if_below_an_else_is_a_block_inside_a_block() -> None:
    assert blocks(
        """
        if a:
            one()
        else:
            if b:
                two()
        """
    ) == [(1, 2, 2), (3, 4, 5), (4, 5, 5)]


def test_every_part_of_try_and_match_is_a_block() -> None:
    assert blocks(
        """
        try:
            one()
        except ValueError:
            two()
        else:
            three()
        finally:
            four()
        match x:
            case 1:
                five()
        """
    ) == [(1, 2, 2), (3, 4, 4), (5, 6, 6), (7, 8, 8), (10, 11, 11)]


def test_a_header_of_several_lines_is_not_in_its_block() -> None:
    assert blocks(
        """
        @cached
        def load(
            path,
        ):
            @inner
            def read():
                pass
        """
    ) == [(2, 5, 7), (6, 7, 7)]


def test_a_source_that_cannot_be_parsed_has_no_blocks() -> None:
    assert blocks("if:") == []
