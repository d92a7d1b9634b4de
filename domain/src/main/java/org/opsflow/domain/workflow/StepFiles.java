package org.opsflow.domain.workflow;

import java.nio.file.FileSystems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** What a step may name of the files on an agent's machine. Nothing is read: the machine is another one. */
final class StepFiles {
    private static final String PARENT = "..";

    private StepFiles() {}

    /** What is wrong with a directory; an absolute one is the author's choice. */
    static Optional<String> flawOfDirectory(String cwd) {
        if (cwd.contains("{{")) {
            return Optional.of("holds a template, which is not filled in here");
        }
        if (hasControl(cwd)) {
            return Optional.of("holds a control character");
        }
        return !cwd.startsWith("/") && leadsOut(cwd)
                ? Optional.of("leads out of the run's directory")
                : Optional.empty();
    }

    /** What is wrong with a pattern for files within the step's directory. */
    static Optional<String> flawOfGlob(String glob) {
        if (hasControl(glob)) {
            return Optional.of("holds a control character");
        }
        if (glob.startsWith("/") || List.of(glob.split("/")).contains(PARENT)) {
            return Optional.of("leads out of the step's directory");
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of("is no pattern: " + wrong.getDescription().toLowerCase(Locale.ROOT));
        }
    }

    private static boolean leadsOut(String relative) {
        int depth = 0;
        for (String part : relative.split("/")) {
            if (part.equals(PARENT)) {
                depth--;
            } else if (!part.isEmpty() && !part.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
