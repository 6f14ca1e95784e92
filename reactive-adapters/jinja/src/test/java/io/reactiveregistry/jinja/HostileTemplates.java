package io.reactiveregistry.jinja;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Templates that loop for ever, expand without limit, or reach for what is not theirs. */
final class HostileTemplates {

  private static final String DOUBLING = "{% set ns = namespace(s='x') %}{% for i in range(99) %}";

  /** What a template shows that reached for something and got nothing; or it is refused. */
  static final Set<String> NOTHING = Set.of("", "[]", "[Undefined]", "{0.__class__}");

  private HostileTemplates() {}

  /** Those that would take all of the time or memory, if they could. */
  static List<String> expanding() {
    List<String> templates =
        new ArrayList<>(
            List.of(
                "{{ 'x' * 10**9 }}",
                "{{ 10**9 * 'xyz' }}",
                "{{ 'x' * 9223372036854775807 }}",
                "{{ [0] * 10**9 }}",
                "{{ [[0] * 90000] * 90000 }}",
                "{{ range(10**9) }}",
                "{{ range(10**9)|list }}",
                "{{ range(-9223372036854775807, 9223372036854775807)|length }}",
                "{% for i in range(10**9) %}{% endfor %}",
                "{% for i in range(10**5) %}{% for j in range(10**5) %}{% endfor %}{% endfor %}",
                "{% for i in range(10**5) if false %}{% for j in range(10**5) %}x{% endfor %}{% endfor %}"
                    + "{% for i in range(10**5) %}x{% endfor %}",
                "{% for i in range(90000) %}{{ 'x' * 1000 }}{% endfor %}",
                "{{ 'a'|center(10**9) }}",
                "{{ 'a'|indent(10**9, true) }}",
                "{{ 'a\\na'|indent('x' * 900000) }}{{ ('a\\n' * 900000)|indent('x' * 900) }}",
                "{{ ('a' * 1000000)|replace('a', 'b' * 1000000) }}",
                "{{ ('a' * 1000000)|replace('', 'b' * 1000000) }}",
                "{{ ('a' * 1000000).replace('a', 'b' * 1000000) }}",
                "{{ range(90000)|join('x' * 900000) }}",
                "{{ ('x' * 900000).join(['a', 'b', 'c', 'd']) }}",
                "{{ '%999999999d'|format(1) }}",
                "{{ '%.999f%.999f' % (1, 2) * 10**6 }}",
                "{{ 10**10**10 }}",
                "{{ 9**9**9 }}",
                "{{ 2**9223372036854775807 }}",
                "{{ [1]|batch(10**9, 'x')|list }}",
                "{{ [1]|slice(10**9)|list }}",
                "{{ {'a': 1}|tojson(10**9) }}",
                "{{ 1.5|round(10**9) }}",
                "{{ ('1' * 1000000)|int }}{{ ('1' * 1000000)|float * 10**400 }}",
                "{{ ('(' * 1000000) * 1000 }}",
                DOUBLING + "{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}",
                DOUBLING + "{% set ns.s = ns.s + ns.s %}{% endfor %}",
                DOUBLING + "{% set ns.s %}{{ ns.s }}{{ ns.s }}{% endset %}{% endfor %}",
                DOUBLING + "{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s }}",
                DOUBLING
                    + "{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s == [ns.s[0], ns.s[1]] }}",
                DOUBLING + "{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s|tojson }}",
                DOUBLING + "{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s|yaml }}",
                DOUBLING
                    + "{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ [ns.s, [ns.s[0], ns.s[0]]]|sort }}",
                "{% set ns = namespace(s=range(2)|list) %}{% for i in range(40) %}"
                    + "{% set ns.s = ns.s + ns.s %}{% endfor %}",
                "{% set ns = namespace(s=range(20)|list) %}{% for i in range(30) %}"
                    + "{% set ns.s = [ns.s] * 20 %}{% endfor %}{{ ns.s == ns.s[:] }}{{ ns.s|string|length }}",
                "{% set s = 'x' * 900000 %}{% set l = [s] * 90000 %}{{ l|sort|length }}",
                "{% set s = 'x' * 900000 %}{% set l = [s] * 90000 %}{{ (s[1:] ~ 'y') in l }}",
                "{% set a = 'x' * 400000 %}{% set l = [a ~ 'a', a ~ 'b'] * 40000 %}{{ l|sort|length }}",
                "{% set s = 'a' * 500000 ~ 'b' %}{% for i in range(90000) %}{{ ('a' * 500) ~ 'c' in s }}{% endfor %}",
                "{% set s = 'a' * 1000000 %}{% for i in range(9) %}{{ ('a' * 400000 ~ 'b') in s }}{% endfor %}",
                "{% set s = 'a' * 1000000 %}{% for i in range(9) %}{{ s|replace('a' * 400000 ~ 'b', '') }}{% endfor %}",
                "{% set s = 'a' * 1000000 %}{% for i in range(9) %}{{ s.split('a' * 400000 ~ 'b') }}{% endfor %}",
                "{% set s = 'x' * 900000 %}{% for i in range(90000) %}{% if s|upper %}{% endif %}{% endfor %}",
                "{% set s = 'x' * 900000 %}{% for i in range(90000) %}{% if s == s ~ '' %}{% endif %}{% endfor %}",
                "{% set s = 'x ' * 400000 %}{% for i in range(90000) %}{% set n = s|wordcount %}{% endfor %}",
                "{% set s = 'x ' * 400000 %}{% for i in range(90000) %}{% set n = s.split() %}{% endfor %}",
                "{% set s = 'x\u65e5' * 400000 %}{% for i in range(90000) %}{% set n = s|length %}{% endfor %}",
                "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
                "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(40) }}",
                "{% macro f() %}{{ caller() }}{% endmacro %}{% call f() %}{% call f() %}{{ f(caller=f) }}{% endcall %}{% endcall %}",
                "{% macro f(c) %}{{ c(c) }}{% endmacro %}{{ f(f) }}",
                "{{ ('a' * 1000000)|trim('b' * 999999 ~ 'a') }}",
                "{{ ('a' * 1000000).strip('b' * 999999 ~ 'a') }}{{ ('a' * 1000000).rstrip('b' * 999999 ~ 'a') }}",
                "{% set ns = namespace(m=0) %}{% for i in range(100000) %}"
                    + "{% with %}".repeat(40)
                    + "{% set p = ns.m %}{% macro m() %}{% endmacro %}{% set ns.m = m %}"
                    + "{% endwith %}".repeat(40)
                    + "{% endfor %}",
                "{% set a = range(100000) %}{{ [a, a, a, a, a, a, a, a]|yaml }}",
                "{% set ns = namespace(x=[]) %}{% set r = range(100000) %}{% for i in range(9) %}"
                    + "{% set ns.x = [ns.x, r|batch(1)] %}{% endfor %}",
                "{% set ns = namespace(x=[]) %}{% set r = range(90000)|map('string')|list %}{% for i in range(9) %}"
                    + "{% set ns.x = [ns.x, r|groupby('0')|list, r|batch(1)] %}{% endfor %}",
                "{% set ns = namespace(x=0) %}{% for i in range(9000) %}{% set ns.x = "
                    + "{1: ".repeat(40)
                    + "ns.x"
                    + "}".repeat(40)
                    + " %}{% endfor %}",
                "{% for i in range(9) %}{{ ('a\n' * 500000)|indent|length }}{% endfor %}",
                "{% set m = {"
                    + IntStream.range(0, 1_000).mapToObj(key -> key + ": 0").collect(joining(", "))
                    + "} %}{% for i in range(90000) %}{% set s = 'x' % m %}{% endfor %}",
                "{% set l = [1] %}" + "{% set l = [l, l, l, l] %}".repeat(60) + "{{ l }}",
                "{% for a in range(99999) %}".repeat(40) + "x" + "{% endfor %}".repeat(40)));
    templates.add("{{ " + "(".repeat(8_000) + "1" + ")".repeat(8_000) + " }}");
    templates.add("{{ " + "not ".repeat(4_000) + "1 }}");
    templates.add("{{ " + "-".repeat(16_000) + "1 }}");
    templates.add("{{ " + "[".repeat(8_000) + "]".repeat(8_000) + " }}");
    templates.add("{{ 1" + " if 1 else 1".repeat(1_300) + " }}");
    templates.add("{{ " + "x".repeat(100_000) + " }}");
    templates.add("{% if 1 %}".repeat(5_000) + "{% endif %}".repeat(5_000));
    templates.add("{{".repeat(60_000));
    templates.add("{%".repeat(60_000));
    templates.add("{#".repeat(60_000));
    templates.add("{% raw %}".repeat(14_000));
    templates.add("{% raw %}{% endraw".repeat(7_000));
    templates.add("{% set x %}".repeat(11_000));
    templates.add("{{ '" + "\\".repeat(15_000) + " }}");
    templates.add("{% for x in".repeat(11_000) + " %}");
    templates.add("x".repeat(2_000_000));
    return templates;
  }

  /** Those that are large and yet allowed: each has a text, or the typed error. */
  static List<String> large() {
    return List.of(
        "{{a}}".repeat(26_000),
        "{% if 1 %}x{% endif %}".repeat(5_500),
        "{{ 1" + " + 1".repeat(4_000) + " }}",
        "{{ 'x'" + "|upper".repeat(2_700) + " }}",
        "{{ x" + ".a".repeat(8_000) + " }}",
        "{% set x = [" + "1,".repeat(8_000) + "] %}{{ x|length }}",
        "{# " + "x".repeat(130_000) + " #}",
        " ".repeat(65_000) + "{{- 1 -}}" + " ".repeat(65_000),
        "{#--#}".repeat(21_000),
        ("\n".repeat(50) + "{#- -#}").repeat(2_200),
        "{{ ('x' * 1000000)[:10] }}",
        "{{ ('\uD83C\uDF8C' * 400000)[:10] }}{{ ('\uD83C\uDF8C' * 400000)|last }}",
        "{{ range(100000)|list|yaml|length }}",
        "{% for i in range(90000) %}{{ i % 10 }}{% endfor %}");
  }

  /** Those that reach for objects, classes, files and other templates. */
  static List<String> reaching() {
    return List.of(
        "{{ ____int3rpr3t3r____ }}",
        "{{ ____int3rpr3t3r____.config }}",
        "{{ ____int3rpr3t3r____.getContext().getClass() }}",
        "{{ ____int3rpr3t3r____.render('{{ 1 }}') }}",
        "{{ 'a'.getClass() }}",
        "{{ 'a'.class }}",
        "{{ ''['class'] }}",
        "{{ 'a'|attr('class') }}",
        "{{ 'a'|attr('getClass')() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''['__class__'] }}",
        "{{ [].getClass().forName('java.lang.Runtime') }}",
        "{{ [].add(1) }}",
        "{{ user.put('a', 1) }}",
        "{{ user.getClass() }}",
        "{{ user.class.classLoader }}",
        "{{ user.__class__ }}",
        "{{ range.__globals__ }}",
        "{{ range.getClass() }}",
        "{{ self }}",
        "{{ self.__init__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id') }}",
        "{{ lipsum.__globals__ }}",
        "{{ request.application }}",
        "{{ config }}",
        "{{ loop }}",
        "{{ namespace().__class__ }}",
        "{{ namespace(a=1).getClass() }}",
        "{{ dict.mro() }}",
        "{{ filter:upper.filter('x', 1) }}",
        "{{ exptest:odd.evaluate(1, 2) }}",
        "{{ {'a': 1}.entrySet() }}",
        "{{ (1).__class__ }}",
        "{{ 1.5.getClass() }}",
        "{{ true.class }}",
        "{{ [1]|map('getClass')|list }}",
        "{{ [1]|map(attribute='class')|list }}",
        "{{ [user, user]|sort(attribute='class')|list }}",
        "{{ [user, user]|groupby('class') }}",
        "{{ '%(class)s' % user }}",
        "{{ T(java.lang.Runtime).getRuntime() }}",
        "{{ ''.format('{0.__class__}') }}",
        "{{ '{0.__class__}'.format(user) }}",
        "{{ '{0.__class__}'|format(user) }}",
        "{% include '/etc/passwd' %}",
        "{% import '/etc/passwd' as x %}",
        "{% from '/etc/passwd' import x %}",
        "{% extends '/etc/passwd' %}",
        "{% block x %}{{ super() }}{% endblock %}",
        "{% do user.put('a', 1) %}",
        "{% autoescape true %}{% endautoescape %}",
        "{{ include('/etc/passwd') }}",
        "{{ '/etc/passwd'|fromjson }}",
        "{{ 'x'|render }}",
        "{{ '{{ 1 }}'|render }}",
        "{{ 'a'|regex_replace('(a+)+$', 'b') }}",
        "{{ type('a') }}",
        "{% macro m() %}{% endmacro %}{{ m.getClass() }}{{ m.__globals__ }}",
        "{% macro m() %}{% endmacro %}{{ m.body }}");
  }
}
