"""The changes that mutation testing makes: one operator, constant or statement at a time."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Final

COMPARE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
CALLS: Final = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "sum": "len"}
SIMPLE: Final = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where it stands, what it says in words, and the changed code."""

    name: str
    line: int
    code: CodeType


def mutants_of(source: str) -> Iterator[Mutant]:
    """Give every change of a file's source, in order; equal changes in one function are numbered."""
    tree = ast.parse(source)
    left_out = _left_out(tree)
    seen: dict[str, int] = {}
    for slot in list(_slots(tree, "module")):
        if id(slot.node) not in left_out:
            yield from _mutants_in(tree, slot, seen)


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a node stands: in a field of its parent, at a place when the field is a list."""

    node: ast.AST
    parent: ast.AST
    field: str
    place: int | None
    owner: str

    def put(self, node: ast.AST) -> None:
        if self.place is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.place] = node


def _slots(parent: ast.AST, owner: str) -> Iterator[_Slot]:
    for field, value in ast.iter_fields(parent):
        children = value if isinstance(value, list) else [value]
        for place, node in enumerate(children):
            if isinstance(node, ast.AST):
                yield _Slot(node, parent, field, place if isinstance(value, list) else None, owner)
                inner = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else owner
                yield from _slots(node, inner)


def _mutants_in(tree: ast.Module, slot: _Slot, seen: dict[str, int]) -> Iterator[Mutant]:
    before = _short(ast.unparse(slot.node))
    line = getattr(slot.node, "lineno", 0)
    for changed in list(_changes(slot.node)):
        name = f"{slot.owner}: {before} -> {_short(ast.unparse(changed))}"
        seen[name] = seen.get(name, 0) + 1
        numbered = name if seen[name] == 1 else f"{name} ({seen[name]})"
        slot.put(ast.fix_missing_locations(ast.copy_location(changed, slot.node)))
        try:
            code = compile(ast.fix_missing_locations(tree), f"mutant of line {line}", "exec")
        finally:
            slot.put(slot.node)
        yield Mutant(name=numbered, line=line, code=code)


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= 90 else one[:87] + "..."  # noqa: PLR2004 - as wide as a line can be read


def _left_out(tree: ast.Module) -> set[int]:
    """Leave out what is no behaviour: annotations, docstrings, decorators, types, slots and words of errors."""
    found: set[int] = set()
    for node in ast.walk(tree):
        for part in _no_behaviour(node):
            found.update(id(inner) for inner in ast.walk(part))
    return found


def _no_behaviour(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.FunctionDef):
        yield from (part for part in (node.returns, *node.decorator_list) if part)
        yield from (arg.annotation for arg in (*node.args.args, *node.args.kwonlyargs) if arg.annotation)
    elif isinstance(node, ast.ClassDef):
        yield from (*node.decorator_list, *node.bases)
    elif isinstance(node, ast.AnnAssign):
        yield node.annotation
    elif isinstance(node, ast.Raise) and node.exc is not None:
        yield node.exc
    elif isinstance(node, ast.JoinedStr):
        yield from (part for part in node.values if isinstance(part, ast.Constant))
        yield from (p.format_spec for p in node.values if isinstance(p, ast.FormattedValue) and p.format_spec)
    elif isinstance(node, ast.Call) and _name(node.func) in {"cast", "TypeVar"}:
        yield node.args[0]
    elif _is_for_readers(node):
        yield node


def _is_for_readers(node: ast.AST) -> bool:
    """Tell docstrings, types, `__slots__`, `__all__` and what is imported only for types."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Subscript):
        return _name(node.value)[:1].isupper()
    if isinstance(node, ast.Assign):
        return _name(node.targets[0]) in {"__slots__", "__all__"}
    return isinstance(node, ast.If) and _name(node.test) == "TYPE_CHECKING"


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    yield from _of_statement(node) if isinstance(node, ast.stmt) else _of_expression(node)


def _of_expression(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        yield from _compares(node)
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield ast.comprehension(node.target, node.iter, [], node.is_async)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield _other_call(node, CALLS[node.func.id])


def _of_statement(node: ast.stmt) -> Iterator[ast.AST]:
    if isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield ast.AugAssign(node.target, ARITHMETIC[type(node.op)](), node.value)
    if isinstance(node, SIMPLE):
        yield ast.Pass()
    elif isinstance(node, ast.If | ast.While):
        yield from _branches(node)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_empty(node.value):
        yield ast.Return(ast.Constant(None))


def _other_call(node: ast.Call, name: str) -> ast.Call:
    takes_key = name in {"min", "max", "any", "all"}
    return ast.Call(ast.Name(name, ast.Load()), node.args, node.keywords if takes_key else [])


def _is_empty(node: ast.expr) -> bool:
    # None instead of None or False is no change that anyone could see.
    return isinstance(node, ast.Constant) and node.value in (None, False)


def _compares(node: ast.Compare) -> Iterator[ast.AST]:
    for place, op in enumerate(node.ops):
        ops = [*node.ops[:place], COMPARE[type(op)](), *node.ops[place + 1 :]]
        yield ast.Compare(node.left, ops, node.comparators)


def _constants(value: object) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"{value}X")


def _branches(node: ast.If | ast.While) -> Iterator[ast.AST]:
    # A compare or a not is changed by itself; here the branch is taken always and never.
    if isinstance(node, ast.If):
        yield ast.If(ast.Constant(value=True), node.body, node.orelse)
    yield type(node)(ast.Constant(value=False), node.body, node.orelse)
