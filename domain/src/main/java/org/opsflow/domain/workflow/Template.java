package org.opsflow.domain.workflow;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.opsflow.domain.shared.JsonText;

/**
 * Text with {@code {{ args.x }}}, {@code {{ steps.<id>.output }}} and {@code {{ run.id }}}. In a command each value
 * becomes one shell word; {@code {{{ args.x }}}} puts it in raw. There is no logic, and a missing value is an error.
 */
final class Template {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\{?\\s*([A-Za-z0-9._-]+)\\s*\\}");
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
     * What stands between the braces of a text.
     *
     * @param flaws what is there besides variables, or is not closed
     */
    record Names(List<String> variables, List<String> flaws) {}

    /** All of it, however much is wrong. */
    static Names names(String text) {
        Names names = new Names(new ArrayList<>(), new ArrayList<>());
        try {
            ofCommand(text).compiled.visit(new Collecting(names));
        } catch (MustacheException notReadable) {
            names.flaws().add(notReadable.getMessage());
            // Nothing was compiled, but what the others name can still be told.
            VARIABLE.matcher(text).results().forEach(found -> names.variables().add(found.group(1)));
        }
        return names;
    }

    private record Collecting(Names names) implements Mustache.Visitor {
        @Override
        public void visitText(String text) {
            if (text.contains("{{")) {
                names.flaws().add("'{{' is not closed");
            }
        }

        @Override
        public void visitVariable(String name) {
            names.variables().add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            unsupported("> " + name);
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            unsupported("#" + name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            unsupported("^" + name);
            return true;
        }

        private void unsupported(String tag) {
            names.flaws().add("'{{" + tag + "}}' is not supported; only variables are");
        }
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
