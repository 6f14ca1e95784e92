package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.RenderingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Templates give the same text here as with the real Jinja2, and errors where it gives errors. */
class ConformanceTest {

  private static final Map<String, Object> INPUTS = inputs();

  private static Map<String, Object> inputs() {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("name", "Ada");
    user.put("age", 36);
    user.put("tags", List.of("math", "poetry"));
    user.put("address", Map.of("city", "London"));
    user.put("none", null);
    List<Object> rows = new ArrayList<>();
    rows.add(Map.of("name", "pear", "price", 1.5, "sold", true));
    rows.add(Map.of("name", "Apple", "price", 3, "sold", false));
    rows.add(Map.of("name", "fig", "price", 0.25, "sold", true));
    return Map.of(
        "name",
        "World",
        "text",
        "The quick  brown fox\njumps <over> the \"lazy\" dog's back\n",
        "count",
        3,
        "ratio",
        0.1,
        "yes",
        true,
        "no",
        false,
        "words",
        List.of("b", "A", "c", "b"),
        "user",
        user,
        "data",
        Map.of("rows", rows, "nested", Map.of("list", List.of(1, 2.5, "x", true))),
        "unicode",
        "größe 日本 🎌");
  }

  private static final List<String> TEMPLATES =
      List.of(
          // Text, whitespace, comments, raw
          "Hello {{ name }}!",
          "",
          "plain\n",
          "plain\n\n",
          "a\r\nb\rc",
          "{\"a\": {\"b\": [1, {\"c\": \"{x}\"}]}}",
          "{\"a\": {\"b\": [1, {\"c\": \"{{ name }}\"}]}}",
          "{ { x } } {% raw %}{{ name }} {% if %} {# no #}{% endraw %} after",
          "{% raw %}{\"a\": {{ x }}}{% endraw %}",
          "{%- raw -%}  {{ x }}  {%- endraw -%}  z",
          "a{# comment #}b{#- trimmed -#}  c",
          "a {#- x #} b {# y -#} c",
          "a {{- name -}} b",
          "a {{ name -}} b {{- name }} c",
          "a {#- x -#} b\n{#- y\n#}\n{# z -#}\n c {#--#}d{#-#}e{##}",
          "  {%+ if yes +%}  x  {%+ endif +%}  y",
          "{{ {'a': {'b': {'c': 1}}} }}{{ {'a': {'b': '}}'}}|tojson }}{% set x = {'a': {'b': 1}} %}{{ x }}",
          "{% raw %} {{ {'a': {}}} {% end %} {# {% endraw %}{%- raw %} x\n {%- endraw -%} y",
          "  {% if yes %}  x  {% endif %}  ",
          "  {%- if yes -%}  x  {%- endif -%}  ",
          "  {%- if yes %}  x  {% endif -%}  y",
          "{% for i in [1,2] -%}\n  {{ i }}\n{%- endfor %}",
          "{% for i in [1,2] %}\n  {{ i }}\n{% endfor %}",
          "line1\n{% if yes %}\nline2\n{% endif %}\nline3\n",
          "a { b } c % d # e {x} {{ '{{' }} {{ '}}' }} {{ '%}' }}",
          "100% {sure} #hash body{color:#fff}",
          "$100 #{x} ${y}",
          "{{ \"double 'single'\" }} {{ 'single \"double\"' }} {{ 'esc\\n\\t\\\\' }}",
          // Values printed
          "{{ 1 }} {{ 1.0 }} {{ 1.5 }} {{ true }} {{ False }} {{ none }} {{ None }}",
          "{{ 1e3 }} {{ 1.5e300 }} {{ 0.0001 }} {{ 0.00001 }} {{ 123456789012345680.0 }}",
          "{{ 1e15 }} {{ 1e16 }} {{ -0.0 }} {{ 100.0 }} {{ 1/3 }}",
          "{{ [1, 'a', None, true, 1.5] }} {{ {'a': 1, 'b': [2]} }} {{ (1, 'x') }} {{ (1,) }} {{ () }}",
          "{{ ['it\\'s', 'say \"hi\"', 'both \\' \"', 'a\\nb'] }}",
          "{{ user.tags }} {{ data.nested }} {{ [] }} {{ {} }}",
          "{{ 1, 2 }}",
          "{{ unicode }} {{ [unicode] }}",
          "{{ text }}",
          // Variables and members
          "{{ user.name }} {{ user['name'] }} {{ user.address.city }} {{ user.tags[0] }} {{ user.tags[-1] }}",
          "{{ user.tags.0 }} {{ words[1:3] }} {{ words[:-1] }} {{ words[::2] }} {{ words[::-1] }} {{ name[1:3] }}",
          "{{ name[0] }} {{ name[-1] }} {{ unicode[6] }} {{ unicode[::-1] }}",
          "[{{ missing }}] [{{ user.missing }}] [{{ user['missing'] }}] [{{ words[9] }}]",
          "{{ missing.member }}",
          "{{ user.missing.member }}",
          "{{ missing() }}",
          "{{ missing + 1 }}",
          "{{ [missing] }} {{ missing is defined }} {{ missing == missing2 }} {{ missing|length }}",
          "{{ user.none }} {{ user.none is none }}",
          "{{ missing ~ 'x' }} {{ missing|upper }}|{{ missing|list }}|{{ missing|join }}",
          // Operators
          "{{ 1 + 2 }} {{ 1+1 }} {{ 3 - 5 }} {{ 2 * 3 }} {{ 7 / 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }}",
          "{{ 2 ** 3 }} {{ 2 ** -1 }} {{ 2 ** 3 ** 2 }} {{ 2 * 3 ** 2 }} {{ -2 ** 2 }} {{ 6 / 3 }} {{ 7.5 // 2 }} {{ 7.5 % 2 }}",
          "{{ 0.1 + 0.2 }} {{ 1 + 1.0 }} {{ true + 1 }} {{ -count }} {{ +count }}",
          "{{ 'a' + 'b' }} {{ 'a' ~ 1 ~ none }} {{ 'ab' * 3 }} {{ [1] + [2] }} {{ [1] * 2 }} {{ 'x' ~ 1 + 2 }}",
          "{{ 1 ~ 2 + 3 }}",
          "{{ 'a' + 1 }}",
          "{{ 1 / 0 }}",
          "{{ 1 == 1.0 }} {{ 1 == '1' }} {{ 'a' < 'b' }} {{ 1 < 2 < 3 }} {{ 3 > 2 > 2 }} {{ 1 != 2 }} {{ [1] == [1.0] }} {{ true == 1 }}",
          "{{ 1 < 'a' }}",
          "{{ 2 in [1, 2] }} {{ 'or' in name }} {{ 'x' not in name }} {{ 'name' in user }} {{ 3 in words }}",
          "{{ yes and no }} {{ yes or no }} {{ not yes }} {{ not yes or yes }} {{ 0 or 'x' }} {{ 1 and 'y' }} {{ '' or [] }}",
          "{{ not count == 3 }} {{ not 'x' in name }} {{ not missing is defined }}",
          "{{ 'false' and 'yes' }} {{ 'a' if yes else 'b' }} {{ 'a' if no }} {{ 'a' if no else 'b' if no else 'c' }}",
          "{{ (1 + 2) * 3 }} {{ 1 + 2 * 3 }} {{ (1, 2)[1] }} {{ -1|abs }} {{ -count|abs }}",
          "{{ '%s is %d' % ('x', 3) }} {{ '%s' % name }} {{ '%5.2f|' % ratio }} {{ '%05d' % 42 }}",
          "{{ 'a' 'b' }} {{ 9223372036854775807 }}",
          // Statements
          "{% if count > 2 %}big{% elif count > 1 %}two{% else %}small{% endif %}",
          "{% if missing %}x{% else %}y{% endif %}{% if words %}w{% endif %}{% if not user.none %}n{% endif %}",
          "{% for w in words %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ w }},{% endfor %}",
          "{% for w in words if w != 'b' %}{{ loop.index }}{{ w }}{% else %}none{% endfor %}",
          "{% for w in [] %}x{% else %}empty{% endfor %}{% for x in missing %}x{% else %}none{% endfor %}",
          "{% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }};{% endfor %}",
          "{% for k, v in {'a': 1, 'b': 2}|items %}{{ k }}={{ v }};{% endfor %}",
          "{% for k in {'a': 1} %}{{ k }}{% endfor %}{% for c in 'abc' %}{{ c }}-{% endfor %}",
          "{% for i, (a, b) in [(1, (2, 3))] %}{{ i }}{{ a }}{{ b }}{% endfor %}",
          "{% for a, b in [(1,2,3)] %}{{ a }}{% endfor %}",
          "{% for x in words %}{{ loop.cycle('odd', 'even') }}{{ loop.previtem }}{{ loop.nextitem }} {{ loop.changed(x) }}{% endfor %}",
          "{% for x in [1,2] %}{% for y in [3,4] %}{{ loop.index }}{{ x }}{{ y }} {% endfor %}{{ loop.index }}{% endfor %}",
          "{% for x in 5 %}{% endfor %}",
          "{% set x = 1 %}{{ x }}{% set x = x + 1 %}{{ x }}",
          "{% set x = 1 %}{% for i in [1,2] %}{{ x }}{% set x = 5 %}{{ x }}{% endfor %}{{ x }}",
          "{% set ns = namespace(n=0) %}{% for i in [1,2,3] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
          "{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set t = 1, 2 %}{{ t }}",
          "{% set x %}body {{ name }}{% endset %}[{{ x }}]{% set y | upper %}body{% endset %}[{{ y }}]",
          "{% if yes %}{% set x = 1 %}{% endif %}{{ x }}",
          "{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}{{ a }}",
          "{% filter upper %}hello {{ name }}{% endfilter %}{% filter replace('a', 'b')|trim %} aa {% endfilter %}",
          "{% macro hi(n, greeting='Hello') %}{{ greeting }} {{ n }}!{% endmacro %}{{ hi('A') }}{{ hi('B', 'Hi') }}{{ hi(greeting='Yo', n='C') }}{{ hi() }}",
          "{% macro f(a, b=[1,2]) %}{{ a }}{{ b }}{% endmacro %}{{ f(1) }}{{ f(1, 2, 3) }}",
          "{% macro v() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ v(1, 2, x=3) }}",
          "{% macro down(n) %}{{ n }}{% if n > 0 %}{{ down(n - 1) }}{% endif %}{% endmacro %}{{ down(3) }}",
          "{% macro box(t) %}<{{ t }}:{{ caller() }}>{% endmacro %}{% call box('x') %}in {{ name }}{% endcall %}",
          "{% macro each(xs) %}{% for x in xs %}{{ caller(x) }},{% endfor %}{% endmacro %}{% call(i) each([1,2]) %}<{{ i }}>{% endcall %}",
          "{% set g = 5 %}{% macro m() %}{{ g }}{% endmacro %}{{ m() }}",
          "{{ range(3)|list }} {{ range(1, 7, 2)|list }} {{ range(3, 0, -1)|list }} {{ range(0)|list }}",
          "{{ dict(a=1, b=2) }} {{ dict({'x': 1}, y=2) }}",
          // Tests
          "{{ name is string }} {{ count is number }} {{ 1.0 is float }} {{ 1 is integer }} {{ yes is boolean }} {{ user is mapping }} {{ words is sequence }} {{ words is iterable }} {{ 5 is iterable }}",
          "{{ 3 is odd }} {{ 4 is even }} {{ 9 is divisibleby 3 }} {{ 9 is divisibleby(2) }} {{ 1 is sameas true }} {{ true is sameas true }} {{ none is none }}",
          "{{ 1 is eq 1 }} {{ 1 is ne(2) }} {{ 1 is lt 2 }} {{ 2 is in [1, 2] }} {{ 3 is not in [1] }} {{ 'ab' is lower }} {{ 'AB' is upper }} {{ yes is true }} {{ no is false }}",
          "{{ 'upper' is filter }} {{ 'nope' is filter }} {{ 'odd' is test }} {{ missing is undefined }} {{ name is not defined }}",
          "{{ name is nonsense }}",
          // Filters
          "{{ missing|default('d') }} {{ ''|default('d') }}| {{ ''|default('d', true) }} {{ none|default('d') }} {{ none|d('d', boolean=true) }} {{ user.missing|default(5) }} {{ missing|default }}|",
          "{{ name|upper }} {{ name|lower }} {{ 'hELLO wORLD'|capitalize }} {{ 'hello world-foo (bar)'|title }} {{ \"it's\"|title }}",
          "{{ '  x  '|trim }}| {{ 'xxaxx'|trim('x') }} {{ text|trim|length }} {{ unicode|length }} {{ user|length }} {{ words|count }}",
          "{{ words|first }} {{ words|last }} {{ []|first }}| {{ words|join }} {{ words|join(', ') }} {{ [1, none, true]|join('-') }} {{ data.rows|join('/', attribute='name') }}",
          "{{ words|sort }} {{ words|sort(reverse=true) }} {{ words|sort(case_sensitive=true) }} {{ [3,1,2]|sort }} {{ data.rows|sort(attribute='price')|map(attribute='name')|list }}",
          "{{ words|unique|list }} {{ words|reverse|list }} {{ name|reverse }} {{ [3,1]|min }} {{ [3,1]|max }} {{ words|max }} {{ []|min }}|",
          "{{ [1,2,3]|sum }} {{ data.rows|sum(attribute='price') }} {{ [1,2]|sum(start=10) }} {{ [0.1, 0.2]|sum }}",
          "{{ words|map('upper')|list }} {{ data.rows|map(attribute='name')|join(',') }} {{ data.rows|map(attribute='nope', default='-')|list }} {{ ['a,b']|map('replace', ',', ';')|list }}",
          "{{ [1,2,3,4]|select('odd')|list }} {{ [1,2,3]|reject('odd')|list }} {{ [0,1,'']|select|list }} {{ [1,5,9]|select('gt', 4)|list }}",
          "{{ data.rows|selectattr('sold')|map(attribute='name')|list }} {{ data.rows|rejectattr('sold')|map(attribute='name')|list }} {{ data.rows|selectattr('price', 'gt', 1)|map(attribute='name')|list }}",
          "{% for sold, items in data.rows|groupby('sold') %}{{ sold }}:{{ items|map(attribute='name')|join(',') }};{% endfor %}",
          "{{ {'b': 1, 'A': 2, 'c': 0}|dictsort }} {{ {'b': 1, 'A': 2}|dictsort(by='value') }} {{ {'b': 1, 'A': 2}|dictsort(true, reverse=true) }}",
          "{{ [1,2,3,4,5]|batch(2)|list }} {{ [1,2,3]|batch(2, 'x')|list }} {{ [1,2,3,4,5]|slice(3)|list }} {{ [1,2,3,4]|slice(3, 'x')|list }}",
          "{{ '42'|int }} {{ '42.7'|int }} {{ 'x'|int }} {{ 'x'|int(-1) }} {{ 4.9|int }} {{ 'ff'|int(base=16) }} {{ '3.5'|float }} {{ 'x'|float(1.5) }} {{ 3|float }} {{ true|int }}",
          "{{ 42.55|round }} {{ 42.55|round(1) }} {{ 42.55|round(1, 'floor') }} {{ 42.51|round(1, 'ceil') }} {{ 42|round }} {{ 2.5|round }} {{ 3.5|round }} {{ -5|abs }} {{ 5.5|abs }}",
          "{{ 'a-b-c'|replace('-', '+') }} {{ 'aaa'|replace('a', 'b', 2) }} {{ 'abc'|replace('', '.') }} {{ 5|replace('5', '6') }}",
          "{{ ('ab' * 40 ~ 'c' ~ 'ab' * 60)|replace('ab' * 20 ~ 'c', '-') }} {{ 'ab' * 17 in 'ba' * 20 }} {{ ('ab' * 20).split('ab' * 17) }} {{ 'aab' * 12 ~ 'aaab' in 'aab' * 30 ~ 'aaab' }} {{ 'x' * 40 in 'x' * 39 }}",
          "{{ 'one\\ntwo\\n\\nthree'|indent }}|{{ 'one\\ntwo'|indent(2, true) }}|{{ 'a\\n\\nb'|indent(2, blank=true) }}|{{ 'a\\nb'|indent('> ') }}",
          "{{ 'foo bar baz qux'|truncate(9) }} {{ 'foo bar baz qux'|truncate(9, true) }} {{ 'foo bar baz qux'|truncate(11) }} {{ 'foo bar baz qux'|truncate(11, false, '..', 0) }}",
          "{{ 'x'|center(5) }}| {{ 'xy'|center(5) }}| {{ 'x'|center(4) }}| {{ 'one two  three'|wordcount }} {{ \"it's a-b\"|wordcount }}",
          "{{ '<a href=\"x\">\\'&'|escape }} {{ '<'|e }} {{ '<'|safe }} {{ '<b>' }}",
          "{{ user|tojson }} {{ [1, 1.5, none, true, 'x\"y', '<&>\\''] |tojson }} {{ unicode|tojson }} {{ data|tojson(indent=2) }} {{ []|tojson(2) }} {{ {}|tojson }}",
          "{{ missing|tojson }}",
          "{{ '%s-%s'|format(1, 'b') }} {{ '%.3f'|format(2) }} {{ '%(a)s'|format(a=5) }} {{ '%-5s|'|format('x') }} {{ '%5d|'|format(3.9) }} {{ '100%%'|format }} {{ '%r'|format('x') }}",
          "{{ 'abc'|list }} {{ {'a': 1}|list }} {{ 5|string ~ '' }} {{ [1]|string }} {{ user|attr('name') }}",
          "{{ 1|nonsense }}",
          "{{ 'x'|upper(1) }}",
          // Methods
          "{{ name.upper() }} {{ name.lower() }} {{ '  x '.strip() }}| {{ 'a,b'.split(',') }} {{ 'a b  c'.split() }} {{ ','.join(['a', 'b']) }} {{ name.replace('W', 'w') }}",
          "{{ name.startswith('Wo') }} {{ name.endswith('x') }} {{ '12'.isdigit() }} {{ 'a\\nb'.splitlines() }} {{ 'a,b,c'.split(',', 1) }} {{ 'hELLO'.capitalize() }}",
          "{{ {'a': 1}.get('a') }} {{ {'a': 1}.get('b') }} {{ {'a': 1}.get('b', 2) }} {{ {'a': 1}.keys()|list }} {{ {'a': 1}.values()|list }}",
          "{{ name.nonsense() }}",
          "{{ 5() }}",
          // YAML
          "{{ {'a': 1, 'b': [1, 'two', none, true, 1.5], 'c': {'d': {}, 'e': []}}|yaml }}",
          "{{ [{'x': 1, 'y': 2}, ['n', 'yes', '1', '']]|yaml }}",
          "{{ 'text'|yaml }}|{{ 5|yaml }}|{{ none|yaml }}|{{ 'yes'|yaml }}|{{ 'a: b'|yaml }}",
          "{{ {'long': 'word ' * 50, 'u': unicode}|yaml }}",
          "{{ [12345678.9, 0.0001, 1e-7, 1e16, 1e22, -1.5e300, 0.0, -0.0, 1e400, -1e400]|yaml }}",
          "{{ {none: 1, 3: 4, 1.5: 6}|yaml }}",
          "{{ {'t': 'a\\nb', 'u': 'a\\n\\n b\\n', 'v': ['x\\ny']}|yaml }}|{{ 'a\\nb'|yaml }}|{{ text|yaml }}",
          // What is unknown holds nothing
          "{% if 'x' in missing %}yes{% else %}no{% endif %}{{ 'x' not in missing }}",
          // Groups by their names
          "{% for g in data.rows|groupby('sold') %}{{ g.grouper }}: {{ g.list|length }}, {{ g[0] }}; {% endfor %}",
          "{% for k, rows in data.rows|groupby('sold') %}{{ k }}={{ rows|map(attribute='name')|join('+') }}; {% endfor %}",
          // Rounding
          "{{ 1.1|round(1, 'ceil') }} {{ 2.3|round(1, 'floor') }} {{ 1.15|round(1) }} {{ 2.5|round }} {{ -1.5|round(0, 'floor') }}",
          "{{ 1234|round(-2) }} {{ 1250|round(-2) }} {{ 1234|round(-2, 'ceil') }} {{ 1234.5|round(-2) }} {{ 7|round(2) }}",
          // Numbers of texts
          "{{ '0x1A'|int(base=16) }} {{ '-0x1a'|int(base=16) }} {{ '0b101'|int(base=2) }} {{ '0o17'|int(base=8) }} {{ '1A'|int(base=16) }}",
          "{{ 'inf'|float }} {{ '-Infinity'|float }} {{ 'nan'|float }} {{ 'nan'|int(7) }} {{ 'x'|float }} {{ '1e3'|int }}",
          "{{ 'inf'|int }}",
          // Comparisons by their signs
          "{{ data.rows|selectattr('price', '>', 1)|map(attribute='name')|join(',') }}|{{ [1, 2, 3]|select('<=', 2)|list }}|{{ [1, 2, 1]|reject('==', 1)|list }}{{ [1, 2]|select('!=', 1)|list }}{{ [1, 2]|select('>=', 2)|list }}{{ [1, 2]|select('<', 2)|list }}",
          "{{ '%(name)s is %(age)d' % {'name': name, 'age': 3} }} {{ '%s' % {'a': 1} }}",
          // Texts by parts
          "{{ unicode[:7] }}|{{ unicode[-3:] }}|{{ unicode[2:-2] }}|{{ unicode[9:] }}|{{ unicode|first }}|{{ unicode|last }}|{{ ''|first }}|{{ unicode[6:2] }}",
          "{{ 'a\\n\\nb\\n'|indent(2) }}|{{ 'a\\n\\nb'|indent(2, true, true) }}|{{ 'a\\r\\nb\\rc\\r'|indent(1) }}|{{ ''|indent(2, true) }}|{{ '\\n'|indent(2, false, true) }}",
          "{{ 'xxaxx'|trim('x') }}|{{ 'xyaxy'.strip('yx') }}|{{ 'xa'.lstrip('x') }}|{{ 'ax'.rstrip('x') }}|{{ '' * 1000000000 }}|",
          "{{ [1, 2, 3, 4, 5]|batch(2)|list }} {{ [1, 2, 3]|batch(2, 'x')|list }} {{ []|batch(2)|list }}",
          // Malformed
          "{% if x %}",
          "{% endif %}",
          "{% for x in y %}{% endif %}",
          "{{ }}",
          "{{ 1 + }}",
          "{{ x",
          "{% if %}{% endif %}",
          "{% unknown %}",
          "{{ 'unclosed }}",
          "{# unclosed",
          "{{ a b }}",
          "{{ (1 }}",
          "{% set %}",
          "{% for x %}{% endfor %}",
          "{% if a %}{% else %}{% elif b %}{% endif %}",
          "{{ x }} } {{ ] }}");

  @Test
  void textsAreThoseOfJinja2AndErrorsStandWhereItHasErrors() {
    List<TemplateCase> cases =
        TEMPLATES.stream().map(template -> new TemplateCase(template, INPUTS)).toList();
    List<String> reference = PythonReference.render(cases);

    try (TemplateRenderer renderer = TemplateRenderer.create()) {
      List<String> differences = new ArrayList<>();
      for (int index = 0; index < cases.size(); index++) {
        String expected = reference.get(index);
        String actual = rendered(renderer, cases.get(index));
        if (!(expected.startsWith("!") ? actual.startsWith("!") : actual.equals(expected))) {
          differences.add(
              "%s%n  Jinja2: %s%n  here:   %s"
                  .formatted(cases.get(index).template(), expected, actual));
        }
      }
      assertThat(differences).isEmpty();
    }
  }

  private static String rendered(TemplateRenderer renderer, TemplateCase each) {
    try {
      return renderer.renderOnCallingThread(each.spec(), each.inputs());
    } catch (RenderingException e) {
      return "!" + e.getMessage();
    }
  }
}
