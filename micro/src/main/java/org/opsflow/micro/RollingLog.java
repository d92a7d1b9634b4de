package org.opsflow.micro;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A log file that is renamed when it has grown to its limit: {@code server.log}, {@code server.log.1} (newer) to
 * {@code server.log.n}. It takes what is printed to the console as well as what is logged, so nothing is lost between both.
 */
final class RollingLog extends OutputStream {

    private final Path file;
    private final long limit;
    private final int kept;
    private OutputStream out;
    private long size;

    /**
     * @param limit bytes after which the file is renamed, at the next end of a line
     * @param kept renamed files that stay
     */
    RollingLog(Path file, long limit, int kept) throws IOException {
        this.file = file;
        this.limit = limit;
        this.kept = kept;
        Files.createDirectories(file.getParent());
        open();
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        size += length;
        if (size >= limit && length > 0 && bytes[from + length - 1] == '\n') {
            roll();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private void roll() throws IOException {
        out.close();
        for (var i = kept - 1; i >= 1; i--) {
            if (Files.exists(numbered(i))) {
                Files.move(numbered(i), numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
        open();
    }

    private Path numbered(int i) {
        return file.resolveSibling(file.getFileName() + "." + i);
    }

    private void open() throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        size = Files.size(file);
        out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND));
    }
}
