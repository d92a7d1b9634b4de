package org.opsflow.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Commands as docs/deployment.md tells them to operators, so that what it says is what was tried. */
record Manual(Path file) {

    static Manual ofDeployment() {
        return new Manual(Path.of("../docs/deployment.md"));
    }

    /** The block of commands behind the remark that names it. */
    String commands(String name) throws IOException {
        var block = Pattern.compile("<!-- EarIT: " + name + " -->\\n```sh\\n(.*?)\\n```\\n", Pattern.DOTALL)
                .matcher(Files.readString(file));
        if (!block.find()) {
            throw new IllegalStateException(file + " has no commands marked \"EarIT: " + name + "\".");
        }
        return block.group(1);
    }
}
