"""Parts of a page that are the same on many pages: rendered once where pages are made together."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString

from yilan.core.memory import recall

register = template.Library()


class OnceNode(template.Node):
    """The part between the tags. What it depends on besides the site itself is named in the tag."""

    child_nodelists = ("nodelist",)

    def __init__(self, name: str, depends: list[FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.depends = depends
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return the part, from the memory where one is open that has it."""
        values: tuple[Any, ...] = tuple(one.resolve(context, ignore_failures=True) for one in self.depends)
        return recall((OnceNode, self.name, values), lambda: self.nodelist.render(context))


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """Render a part once for each value of what it depends on: `{% once head door elder %} … {% endonce %}`."""
    _tag, name, *depends = token.split_contents()
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(name, [parser.compile_filter(one) for one in depends], nodelist)
