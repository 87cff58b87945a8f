"""Infer types on demand.

Purpose: what library object, function, class or family an expression is. Needs: `App`, signatures. Gives: `Types`.
An expression whose type depends on itself is unknown, which is always true.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import replace
from functools import singledispatchmethod

import libcst as cst

from reactor.bind import BindingKind, Definition, Names, Variable
from reactor.parse import walk
from reactor_runtime.program.signatures import MEMORY, STAR, Effect
from reactor_runtime.program.signatures import UNKNOWN as UNKNOWN_ARGUMENT

from .app import App, Class, Function
from .arguments import argument, constant_string, describe, keyed_arguments
from .attribute_stores import attribute_stores
from .decorators import Wrapping, wrapping
from .signatures import Signatures
from .types import (
    BOOL,
    BYTES,
    FLOAT,
    HANDLE_FAMILY,
    INT,
    NONE,
    PENDING,
    SCALAR,
    STR,
    TABLE_LIBRARIES,
    UNKNOWN,
    Kind,
    Type,
    from_effect,
    hint,
    in_memory,
    join_types,
    library,
    value,
)

STATE_PROXY = "streamlit.SessionStateProxy"

_MOST_NESTED = 4
"""Cycles inside cycles are resolved this deep; deeper ones are unknown."""

_BINARY_METHODS: dict[type[cst.BaseBinaryOp], str] = {
    cst.Add: "__add__",
    cst.Subtract: "__sub__",
    cst.Multiply: "__mul__",
    cst.Divide: "__truediv__",
    cst.FloorDivide: "__floordiv__",
    cst.Modulo: "__mod__",
    cst.Power: "__pow__",
    cst.MatrixMultiply: "__matmul__",
    cst.BitAnd: "__and__",
    cst.BitOr: "__or__",
    cst.BitXor: "__xor__",
    cst.LeftShift: "__lshift__",
    cst.RightShift: "__rshift__",
}


class Types:
    """Types of the expressions of one app, memoised by node."""

    def __init__(self, app: App, signatures: Signatures) -> None:
        self._app = app
        self._signatures = signatures
        self._expressions: dict[cst.CSTNode, Type] = {}
        self._variables: dict[Variable, Type] = {}
        self._returns: dict[Function, Type] = {}
        # While a variable is being resolved: those under way, those met again, and what was inferred meanwhile.
        self._open: set[Variable] = set()
        self._met: set[Variable] = set()
        self._tentative: list[cst.CSTNode] = []
        self._settled: list[Variable] = []
        self._assigned = attribute_stores(app)
        self.state_type: Callable[[str], Type] = lambda _key: UNKNOWN
        self.parameter_type: Callable[[Function, cst.Param], Type] = lambda _function, _parameter: UNKNOWN

    # -- entry points -------------------------------------------------------------------------------------------

    def of(self, node: cst.CSTNode, names: Names) -> Type:
        """The type of an expression that stands in the file of ``names``."""
        known = self._expressions.get(node)
        if known is None:
            self._expressions[node] = UNKNOWN
            known = self._infer(node, names)
            self._expressions[node] = known
            self._tentative.append(node)
        return known

    def of_variable(self, variable: Variable, names: Names) -> Type:
        """The type of a variable: the join over its bindings."""
        if variable.scope is None:
            return self._builtin(variable.name, names)
        known = self._variables.get(variable)
        if known is None:
            known = self._settle(variable)
        elif known.kind is Kind.PENDING or variable in self._open:
            self._met.add(variable)
        return known

    def _settle(self, variable: Variable) -> Type:
        """Resolve a variable that may depend on itself: guess from the other bindings, then see if it holds."""
        assert variable.scope is not None
        home = self._app.modules[variable.scope.module]
        found = home.definitions.get(variable, ())
        guess = PENDING if len(self._open) < _MOST_NESTED else UNKNOWN
        self._open.add(variable)
        while True:
            self._variables[variable] = guess
            since = len(self._tentative)
            self._met.discard(variable)
            known = join_types([self._definition(item, home) for item in found])
            if variable not in self._met or known == guess or guess is UNKNOWN:
                break
            # What was inferred from the guess is inferred again.
            for node in self._tentative[since:]:
                self._expressions.pop(node, None)
            del self._tentative[since:]
            self._forget_inner(variable)
            guess = known if guess.kind is Kind.PENDING else UNKNOWN
        self._open.discard(variable)
        if known.kind is Kind.PENDING:
            known = UNKNOWN
            for node in self._tentative[since:]:
                self._expressions.pop(node, None)
        self._variables[variable] = known
        self._settled.append(variable)
        if not self._open:
            self._tentative.clear()
            self._settled.clear()
        return known

    def _forget_inner(self, variable: Variable) -> None:
        """Variables resolved meanwhile may rest on the guess too."""
        while self._settled and self._settled[-1] not in self._open:
            inner = self._settled.pop()
            self._variables.pop(inner, None)
        self._returns.clear()

    def of_return(self, function: Function) -> Type:
        """The type of what a call of the function gives."""
        known = self._returns.get(function)
        if known is None:
            self._returns[function] = UNKNOWN
            known = self._returns[function] = self._return_type(function)
        return known

    def of_global(self, names: Names, name: str) -> Type:
        """The type of a module's variable, seen from outside."""
        if name not in names.module.definitions:
            return UNKNOWN
        return self.of_variable(Variable(names.module, name), names)

    def call_effect(self, call: cst.Call, names: Names) -> Effect | None:
        """The effect of a call of library code, its conditions decided; None if it is not known to be one."""
        effect = self._library_effect(call.func, names)
        return self.decided(effect, call, names) if effect is not None else None

    def decided(self, effect: Effect, call: cst.Call, names: Names) -> Effect:
        """The effect with its conditions decided by the arguments of a call, and by what is known of their types."""
        arguments = describe(call.args)
        if not effect.when:
            return effect
        given = set()
        for key, node in keyed_arguments(call):
            if arguments[key] != UNKNOWN_ARGUMENT:
                continue
            type_ = self.of(node, names)
            if self._never_none(type_):
                given.add(key)
            if in_memory(type_) and STAR not in arguments:
                arguments[key] = MEMORY
        when = tuple(
            (condition, variant)
            for condition, variant in effect.when
            if not (condition.test == "none" and given.intersection(condition.of))
        )
        return replace(effect, when=when).given(arguments)

    @staticmethod
    def _never_none(type_: Type) -> bool:
        return type_.certain and type_.kind is Kind.VALUE and bool(type_.name)

    # -- bindings -----------------------------------------------------------------------------------------------

    def _definition(self, item: Definition, names: Names) -> Type:
        match item.kind:
            case BindingKind.VALUE if item.value is not None:
                return self.of(item.value, names)
            case BindingKind.PART if item.value is not None:
                return self._part(self.of(item.value, names), item.path)
            case BindingKind.ITEM if item.value is not None:
                return self._part(self.item_of(item.value, names), item.path)
            case BindingKind.CONTEXT if item.value is not None:
                return self.entered(self.of(item.value, names))
            case BindingKind.AUGMENTED if isinstance(item.value, cst.AugAssign):
                return self.of(item.value.value, names)
            case BindingKind.IMPORT:
                return self.imported(item.imported or "")
            case BindingKind.FUNCTION if item.value is not None:
                return self._decorated(self._app.functions[item.value], names)
            case BindingKind.CLASS if isinstance(item.value, cst.ClassDef):
                owner = self._app.classes[item.value]
                simple = all(is_simple_class_decorator(decorator) for decorator in item.value.decorators)
                return Type(Kind.CLASS, owner=owner, certain=simple)
            case BindingKind.PARAMETER if isinstance(item.value, cst.Param):
                return self._parameter(item.value, names)
            case _:
                return UNKNOWN

    def _part(self, whole: Type, path: tuple[int, ...]) -> Type:
        for position in path:
            whole = whole.element(position)
        return whole

    def imported(self, qualified: str) -> Type:
        """What importing this name gives."""
        if not qualified:
            return UNKNOWN
        names = self._app.by_name.get(qualified)
        if names is not None:
            return Type(Kind.MODULE, qualified)
        owner, _, name = qualified.rpartition(".")
        names = self._app.by_name.get(owner)
        if names is not None:
            return self.of_global(names, name)
        if any(module.partition(".")[0] == qualified.partition(".")[0] for module in self._app.by_name):
            return UNKNOWN
        effect = self._signatures.value(qualified)
        return from_effect(effect) if effect is not None else library(qualified)

    def _decorated(self, function: Function, names: Names) -> Type:
        node = function.node
        assert isinstance(node, cst.FunctionDef)
        kinds = [wrapping(decorator.decorator, self, names) for decorator in node.decorators]
        if Wrapping.PROPERTY in kinds:
            return UNKNOWN
        return Type(
            Kind.FUNCTION,
            functions=frozenset({function}) | self.replacements(function),
            certain=Wrapping.UNKNOWN not in kinds,
        )

    def replacements(self, function: Function) -> frozenset[Function]:
        """Functions that decorators of the app may put in the place of a function."""
        if not isinstance(function.node, cst.FunctionDef):
            return frozenset()
        found: set[Function] = set()
        for decorator in function.node.decorators:
            made = self.of(decorator.decorator, function.names)
            if made.kind is Kind.FUNCTION:
                for each in made.functions:
                    found |= self.of_return(each).functions
            elif made.owner is not None:
                found |= self.methods_of(made.owner, "__call__") or frozenset()
        return frozenset(found)

    def _parameter(self, parameter: cst.Param, names: Names) -> Type:
        scope = names.home[parameter.name]
        function = self._app.functions.get(scope.node)
        if function is None:
            return UNKNOWN
        if isinstance(parameter.star, str) and parameter.star:
            return value("builtins.tuple" if parameter.star == "*" else "builtins.dict")
        if function.owner is not None and function.parameters and function.parameters[0] is parameter:
            node = function.node
            kinds = (
                [wrapping(item.decorator, self, names) for item in node.decorators]
                if isinstance(node, cst.FunctionDef)
                else []
            )
            if Wrapping.CLASS_METHOD in kinds:
                return Type(Kind.CLASS, owner=function.owner)
            if Wrapping.STATIC_METHOD not in kinds:
                return Type(Kind.INSTANCE, owner=function.owner)
        return self.parameter_type(function, parameter)

    def _builtin(self, name: str, names: Names) -> Type:
        if name in ("__file__", "__name__"):
            return STR
        if names.star_imports or not hasattr(builtins, name):
            return UNKNOWN
        return library(f"builtins.{name}")

    def _return_type(self, function: Function) -> Type:
        node = function.node
        if isinstance(node, cst.Lambda):
            return self.of(node.body, function.names)
        if function.asynchronous:
            return UNKNOWN
        if function.generator:
            return value("builtins.generator")
        found = [NONE]
        for part in walk(node.body, into_functions=False):
            if isinstance(part, cst.Return) and part.value is not None:
                found.append(self.of(part.value, function.names))
        return join_types(found)

    # -- pieces of expressions ----------------------------------------------------------------------------------

    def item_of(self, iterable: cst.CSTNode, names: Names) -> Type:
        """The type of the items of an iterable expression."""
        if isinstance(iterable, (cst.Tuple, cst.List, cst.Set)) and not any(
            isinstance(element, cst.StarredElement) for element in iterable.elements
        ):
            # A display that is iterated where it stands: nobody else can change it.
            return join_types([self.of(element.value, names) for element in iterable.elements])
        if isinstance(iterable, cst.Call) and not any(arg.star for arg in iterable.args):
            called = self.of(iterable.func, names)
            if called.kind is Kind.LIBRARY and iterable.args:
                inner = [self.item_of(arg.value, names) for arg in iterable.args if arg.keyword is None]
                if called.name == "builtins.enumerate":
                    return Type(Kind.VALUE, "builtins.tuple", parts=(INT, inner[0]))
                if called.name == "builtins.zip":
                    return Type(Kind.VALUE, "builtins.tuple", parts=tuple(inner))
                if called.name in ("builtins.reversed", "builtins.sorted", "builtins.list", "builtins.tuple") and inner:
                    return inner[0]
                if called.name == "builtins.range":
                    return INT
        return self.of(iterable, names).element()

    def entered(self, context: Type) -> Type:
        """The type of ``x`` in ``with context as x``."""
        if context.handle:
            return context
        if context.kind is Kind.VALUE:
            effect = self._signatures.method(context.name, "__enter__")
            if effect is not None:
                return context if "self" in effect.aliases else from_effect(effect)
        return UNKNOWN

    def attribute(self, base: Type, name: str) -> Type:
        """The type of ``base.name``."""
        match base.kind:
            case Kind.LIBRARY:
                effect = self._signatures.value(f"{base.name}.{name}")
                return from_effect(effect) if effect is not None else library(f"{base.name}.{name}")
            case Kind.MODULE:
                submodule = self._app.by_name.get(f"{base.name}.{name}")
                if submodule is not None and name not in self._app.by_name[base.name].module.definitions:
                    return Type(Kind.MODULE, submodule.source.name)
                return self.of_global(self._app.by_name[base.name], name)
            case Kind.INSTANCE if base.owner is not None and name == "__class__":
                return Type(Kind.CLASS, owner=base.owner, certain=base.certain)
            case Kind.INSTANCE | Kind.CLASS if base.owner is not None:
                return self._member(base, base.owner, name)
            case Kind.PENDING:
                return base
            case Kind.VALUE if base.name == STATE_PROXY:
                return self.state_type(name)
            case Kind.VALUE if not base.handle:
                effect = self._signatures.attribute(base.name or None, name)
                return from_effect(effect) if base.certain else hint(from_effect(effect))
            case _:
                return UNKNOWN

    def methods_of(self, owner: Class, name: str) -> frozenset[Function] | None:
        """What ``name`` may be on instances of the class or of the app's subclasses; None: maybe something else."""
        found: set[Function] = set()
        todo, seen = [owner], {owner}
        while todo:
            current = todo.pop()
            if name in current.methods:
                found.add(current.methods[name])
                continue
            for base in current.node.bases:
                type_ = self.of(base.value, current.names)
                if type_.kind is not Kind.CLASS or type_.owner is None:
                    if not (type_.kind is Kind.LIBRARY and type_.name in _PLAIN_BASES):
                        return None
                elif type_.owner not in seen:
                    seen.add(type_.owner)
                    todo.append(type_.owner)
        for other in self._app.classes.values():
            if name in other.methods and other is not owner and self._derives(other, owner, set()):
                found.add(other.methods[name])
        return frozenset(found) if found else None

    def family(self, owner: Class) -> list[Class]:
        """The classes of the app that may define what is found on an instance: the class, its bases, what derives."""
        return [
            other
            for other in self._app.classes.values()
            if other is owner or self._derives(owner, other, set()) or self._derives(other, owner, set())
        ]

    def _derives(self, cls: Class, base: Class, seen: set[Class]) -> bool:
        if cls in seen:
            return False
        seen.add(cls)
        for item in cls.node.bases:
            type_ = self.of(item.value, cls.names)
            if type_.owner is base or (type_.owner is not None and self._derives(type_.owner, base, seen)):
                return True
        return False

    def _member(self, base: Type, owner: Class, name: str) -> Type:
        functions = self.methods_of(owner, name)
        if functions is not None:
            assigned = name in self._assigned
            static = True
            for function in functions:
                assert isinstance(function.node, cst.FunctionDef)
                kinds = [wrapping(item.decorator, self, function.names) for item in function.node.decorators]
                if Wrapping.PROPERTY in kinds:
                    return join_types([self.of_return(each) for each in functions])
                if Wrapping.UNKNOWN in kinds:
                    assigned = True
                static = static and Wrapping.STATIC_METHOD in kinds
                if Wrapping.CLASS_METHOD in kinds:
                    base = Type(Kind.INSTANCE, owner=owner)
            return Type(
                Kind.FUNCTION,
                functions=functions.union(*map(self.replacements, functions)),
                bound=base.kind is Kind.INSTANCE and not static,
                certain=base.certain and not assigned,
            )
        found = [self.of(node, names) for node, names in self._assigned.get(name, ())]
        scope = owner.names.scopes[owner.node]
        if name in scope.definitions:
            if owner.node.decorators or owner.node.bases or not scope.definitions[name]:
                # A generated constructor may store anything there.
                return UNKNOWN
            found += [self._definition(item, owner.names) for item in scope.definitions[name] if item.value is not None]
        return join_types(found) if found and None not in self._assigned else UNKNOWN

    def _library_effect(self, func: cst.BaseExpression, names: Names) -> Effect | None:
        if isinstance(func, cst.Attribute):
            base = self.of(func.value, names)
            if base.kind is Kind.VALUE and base.certain and (base.name or base.handle):
                return self.method_effect(base, func.attr.value)
        called = self.of(func, names)
        if called.kind is Kind.LIBRARY:
            return self._signatures.function(called.name)
        return None

    def method_effect(self, base: Type, method: str) -> Effect | None:
        """The effect of a method of a library value."""
        if base.handle:
            return self._signatures.method(HANDLE_FAMILY, method) or self._signatures.function(f"streamlit.{method}")
        return self._signatures.method(base.name, method)

    # -- expressions --------------------------------------------------------------------------------------------

    @singledispatchmethod
    def _infer(self, node: cst.CSTNode, names: Names) -> Type:
        return UNKNOWN

    @_infer.register
    def _(self, node: cst.Name, names: Names) -> Type:
        if node.value in ("True", "False"):
            return BOOL
        if node.value == "None":
            return NONE
        variable = names.variables.get(node)
        return self.of_variable(variable, names) if variable is not None else UNKNOWN

    @_infer.register
    def _(self, node: cst.Integer, _names: Names) -> Type:
        return INT

    @_infer.register(cst.Float)
    @_infer.register(cst.Imaginary)
    def _(self, node: cst.CSTNode, _names: Names) -> Type:
        return FLOAT

    @_infer.register
    def _(self, node: cst.SimpleString, _names: Names) -> Type:
        return BYTES if "b" in node.prefix else STR

    @_infer.register
    def _(self, node: cst.ConcatenatedString, names: Names) -> Type:
        return self.of(node.left, names)

    @_infer.register
    def _(self, node: cst.FormattedString, _names: Names) -> Type:
        return STR

    @_infer.register
    def _(self, node: cst.Attribute, names: Names) -> Type:
        return self.attribute(self.of(node.value, names), node.attr.value)

    @_infer.register
    def _(self, node: cst.Call, names: Names) -> Type:
        stored = self._state_method(node, names)
        if stored is not None:
            return stored
        effect = self.call_effect(node, names)
        if len(node.args) == 1 and self.of(node.func, names) == library("builtins.type"):
            return self.attribute(self.of(node.args[0].value, names), "__class__")
        if effect is not None:
            return self._chosen(node, effect, names) or self._of_tables(node, effect, names) or from_effect(effect)
        called = self.of(node.func, names)
        if called.kind is Kind.PENDING or self._method_of_pending(node.func, names):
            return PENDING
        if called.kind is Kind.FUNCTION:
            result = join_types([self.of_return(function) for function in sorted(called.functions, key=_order)])
            return result if called.certain else hint(result)
        if called.kind is Kind.CLASS and called.owner is not None:
            instance = Type(Kind.INSTANCE, owner=called.owner)
            return instance if called.certain else hint(instance)
        return UNKNOWN

    def _state_method(self, call: cst.Call, names: Names) -> Type | None:
        """The type of ``st.session_state.get("key", default)``."""
        func = call.func
        if not (isinstance(func, cst.Attribute) and func.attr.value in ("get", "setdefault", "pop")):
            return None
        if self.of(func.value, names).name != STATE_PROXY:
            return None
        key, default = argument(call, 0, "key"), argument(call, 1, "default")
        if key is None:
            return UNKNOWN
        return join_types([self.state_type(_state_key(key)), self.of(default, names) if default is not None else NONE])

    def _chosen(self, call: cst.Call, effect: Effect, names: Names) -> Type | None:
        """The type of an option that a person chose from a display of constants."""
        if effect.kind != "widget" or effect.immutable or effect.family is not None:
            return None
        options = argument(call, 1, "options")
        if options is None or argument(call, 10_000, "accept_new_options") is not None:
            return None
        item = self.item_of(options, names)
        many = effect.elements is not None or argument(call, 10_000, "selection_mode") is not None
        return SCALAR if item.certain and item.immutable and not many else None

    def _of_tables(self, call: cst.Call, effect: Effect, names: Names) -> Type | None:
        """The type of the result if it follows a table of another library among the arguments: ``np.log(frame)``."""
        if effect.tables is None:
            return None
        for arg in call.args:
            given = self.of(arg.value, names)
            if given.kind is Kind.VALUE and given.certain and given.name.partition(".")[0] in TABLE_LIBRARIES:
                return value(given.name.partition(".")[0]) if effect.tables == "same" else UNKNOWN
        return None

    def _method_of_pending(self, func: cst.BaseExpression, names: Names) -> bool:
        return isinstance(func, cst.Attribute) and self.of(func.value, names).kind is Kind.PENDING

    @_infer.register
    def _(self, node: cst.Subscript, names: Names) -> Type:
        base = self.of(node.value, names)
        if base.kind is Kind.PENDING:
            return base
        index = node.slice[0].slice if len(node.slice) == 1 else None
        if base.name == STATE_PROXY:
            return self.state_type(_state_key(index.value)) if isinstance(index, cst.Index) else UNKNOWN
        if isinstance(index, cst.Index) and (base.parts or base.elements is not None):
            text = index.value.value if isinstance(index.value, cst.Integer) else ""
            return base.element(int(text) if text.isdigit() else None)
        if base.kind is Kind.VALUE:
            effect = self._signatures.method(base.name, "__getitem__")
            if effect is not None:
                return from_effect(effect)
            if base.immutable and base.name in ("builtins.str", ""):
                return SCALAR
        return UNKNOWN

    @_infer.register
    def _(self, node: cst.BinaryOperation, names: Names) -> Type:
        left, right = self.of(node.left, names), self.of(node.right, names)
        if Kind.PENDING in (left.kind, right.kind):
            return right if left.kind is Kind.PENDING and right.immutable else left if left.immutable else PENDING
        if left.kind is Kind.VALUE and isinstance(node.operator, cst.Modulo) and left.name == "builtins.str":
            return STR
        if left.immutable and right.immutable:
            return left if left == right and not isinstance(node.operator, cst.Divide) else SCALAR
        for side, method in _answering(left, right, _BINARY_METHODS.get(type(node.operator), "")):
            if side.kind is Kind.VALUE and not side.immutable and side.certain:
                effect = self._signatures.method(side.name, method)
                if effect is not None:
                    return from_effect(effect)
        return UNKNOWN

    @_infer.register
    def _(self, node: cst.BooleanOperation, names: Names) -> Type:
        return join_types([self.of(node.left, names), self.of(node.right, names)])

    @_infer.register
    def _(self, node: cst.UnaryOperation, names: Names) -> Type:
        if isinstance(node.operator, cst.Not):
            return BOOL
        operand = self.of(node.expression, names)
        return operand if operand.kind in (Kind.VALUE, Kind.PENDING) else UNKNOWN

    @_infer.register
    def _(self, node: cst.Comparison, names: Names) -> Type:
        operators = [item.operator for item in node.comparisons]
        if all(isinstance(item, (cst.In, cst.NotIn, cst.Is, cst.IsNot)) for item in operators):
            return BOOL
        sides = [self.of(node.left, names), *(self.of(item.comparator, names) for item in node.comparisons)]
        if all(side.immutable for side in sides):
            return BOOL
        for side, _ in _answering(sides[0], sides[-1], ""):
            if side.kind is Kind.VALUE and not side.immutable and side.certain:
                effect = self._signatures.method(side.name, "__eq__")
                if effect is not None:
                    return from_effect(effect)
        return UNKNOWN

    @_infer.register
    def _(self, node: cst.IfExp, names: Names) -> Type:
        return join_types([self.of(node.body, names), self.of(node.orelse, names)])

    @_infer.register
    def _(self, node: cst.NamedExpr, names: Names) -> Type:
        return self.of(node.value, names)

    @_infer.register
    def _(self, node: cst.Lambda, _names: Names) -> Type:
        return Type(Kind.FUNCTION, functions=frozenset({self._app.functions[node]}))

    @_infer.register
    def _(self, node: cst.Tuple, names: Names) -> Type:
        if any(isinstance(element, cst.StarredElement) for element in node.elements):
            return value("builtins.tuple")
        parts = tuple(self.of(element.value, names) for element in node.elements)
        return Type(Kind.VALUE, "builtins.tuple", parts=parts, immutable=all(part.immutable for part in parts))

    @_infer.register(cst.List)
    @_infer.register(cst.Set)
    def _(self, node: cst.List | cst.Set, names: Names) -> Type:
        family = "builtins.list" if isinstance(node, cst.List) else "builtins.set"
        if not node.elements or any(isinstance(element, cst.StarredElement) for element in node.elements):
            return value(family)
        return value(family, hint(join_types([self.of(element.value, names) for element in node.elements])))

    @_infer.register
    def _(self, node: cst.Dict, names: Names) -> Type:
        values = [self.of(item.value, names) for item in node.elements if isinstance(item, cst.DictElement)]
        return value("builtins.dict", hint(join_types(values)) if values else None)

    @_infer.register(cst.ListComp)
    @_infer.register(cst.SetComp)
    def _(self, node: cst.ListComp | cst.SetComp, names: Names) -> Type:
        family = "builtins.list" if isinstance(node, cst.ListComp) else "builtins.set"
        return value(family, hint(self.of(node.elt, names)))

    @_infer.register
    def _(self, node: cst.DictComp, names: Names) -> Type:
        return value("builtins.dict", hint(self.of(node.value, names)))

    @_infer.register
    def _(self, node: cst.GeneratorExp, _names: Names) -> Type:
        return value("builtins.generator")


def _answering(left: Type, right: Type, method: str) -> tuple[tuple[Type, str], ...]:
    """Whose operator answers, the likelier first: arrays and lists leave it to a table on the right."""
    sides = ((left, method), (right, "__add__"))
    table = right.certain and right.kind is Kind.VALUE and right.name.partition(".")[0] in TABLE_LIBRARIES
    return sides[::-1] if table and left.name.partition(".")[0] not in TABLE_LIBRARIES else sides


def _state_key(node: cst.BaseExpression) -> str:
    return constant_string(node) or "*"


_PLAIN_BASES = frozenset({"builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol", "typing.NamedTuple"})


def _order(function: Function) -> tuple[int, int]:
    return function.names.source.index, function.names.source.line(function.node)


def is_simple_class_decorator(decorator: cst.Decorator) -> bool:
    node = decorator.decorator
    if isinstance(node, cst.Call):
        node = node.func
    return isinstance(node, (cst.Name, cst.Attribute)) and (
        node.value if isinstance(node, cst.Name) else node.attr.value
    ) in ("dataclass", "total_ordering", "final", "unique")
