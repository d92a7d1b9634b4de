package org.opsflow.web.contract;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What finds an operation, written alike in the document and by annotations.
 *
 * @param method for example {@code GET}
 * @param path below {@code /api}, with its parameters in braces, for example {@code /agents/{id}}
 */
public record Route(String method, String path) {

    /** The route that a method of a resource serves; empty when it serves none. */
    public static Optional<Route> of(Class<?> resource, Method method) {
        Path root = resource.getAnnotation(Path.class);
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null && root != null)
                .findFirst()
                .map(verb -> new Route(verb.value(), path(root, method.getAnnotation(Path.class))));
    }

    private static String path(Path root, Path own) {
        return Stream.of(root, own)
                .filter(Objects::nonNull)
                .flatMap(path -> Arrays.stream(path.value().split("/")))
                .filter(segment -> !segment.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
    }
}
