package org.opsflow.domain.workflow;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;

/**
 * Text with {@code {{ args.x }}}, {@code {{ steps.<id>.output }}} and {@code {{ run.id }}}. In a command each value
 * becomes one shell word; {@code {{{ args.x }}}} puts it in raw. There is no logic, and a missing value is an error.
 */
final class Template {
    private static final Mustache.Compiler QUOTING = compiler().withEscaper(Template::shellWord);
    private static final Mustache.Compiler PLAIN = compiler().withEscaper(Escapers.NONE);

    private final com.samskivert.mustache.Template compiled;

    private Template(com.samskivert.mustache.Template compiled) {
        this.compiled = compiled;
    }

    static Template ofCommand(String text) {
        return new Template(QUOTING.compile(text));
    }

    static Template ofText(String text) {
        return new Template(PLAIN.compile(text));
    }

    /**
     * The names between the braces.
     *
     * @throws Problem naming the field when the text holds anything but variables
     */
    static List<String> variables(String field, String text) {
        try {
            return ofCommand(text).variables();
        } catch (MustacheException wrong) {
            throw Problem.invalid(field, wrong.getMessage());
        }
    }

    private List<String> variables() {
        List<String> names = new ArrayList<>();
        compiled.visit(new Mustache.Visitor() {
            @Override
            public void visitText(String text) {
                if (text.contains("{{")) {
                    throw new MustacheException("'{{' is not closed");
                }
            }

            @Override
            public void visitVariable(String name) {
                names.add(name);
            }

            @Override
            public boolean visitInclude(String name) {
                throw new MustacheException("'{{> " + name + "}}' is not supported; only variables are");
            }

            @Override
            public boolean visitSection(String name) {
                throw new MustacheException("'{{#" + name + "}}' is not supported; only variables are");
            }

            @Override
            public boolean visitInvertedSection(String name) {
                throw new MustacheException("'{{^" + name + "}}' is not supported; only variables are");
            }
        });
        return names;
    }

    /** @param values by the names between the braces */
    String render(Map<String, String> values) {
        return compiled.execute(values);
    }

    private static Mustache.Compiler compiler() {
        return Mustache.compiler().strictSections(true);
    }

    /** One word for a POSIX shell, whatever the text holds. */
    private static String shellWord(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** The value of JSON text as templates see it. */
    static String value(String json) {
        JsonValue value = JsonText.parse(json).orElse(JsonValue.NULL);
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
