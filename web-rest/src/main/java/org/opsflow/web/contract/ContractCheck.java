package org.opsflow.web.contract;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Problem.FieldError;
import org.opsflow.web.shared.MalformedBody;

/**
 * Holds every request against its operation before the resource sees it, after it is known who calls. Everything that
 * is wrong is told at once.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
@ApplicationScoped
public class ContractCheck implements ContainerRequestFilter {
    private static final int MOST_BYTES = 1 << 20;
    private static final Set<String> BODILESS = Set.of("GET", "HEAD");
    private static final int MOST_DRAINED = 64 << 20;

    private final Map<Method, Operation> operations = new ConcurrentHashMap<>();

    @Inject
    Contract contract;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        Class<?> type = resource.getResourceClass();
        // What JAX-RS itself answers, as OPTIONS, is no resource of ours.
        if (type == null || !type.isAnnotationPresent(Path.class)) {
            return;
        }
        Operation operation =
                operations.computeIfAbsent(resource.getResourceMethod(), method -> operation(type, method));
        byte[] body = body(request);
        List<FieldError> errors = new ArrayList<>(parameterErrors(operation, request));
        errors.addAll(operation.body().errors(text(body)));
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        request.setEntityStream(new ByteArrayInputStream(body));
    }

    private Operation operation(Class<?> type, Method method) {
        return Route.of(type, method)
                .flatMap(contract::operation)
                .orElseThrow(() -> new IllegalStateException("openapi.yaml does not know " + method));
    }

    private static List<FieldError> parameterErrors(Operation operation, ContainerRequestContext request) {
        List<FieldError> errors = new ArrayList<>();
        check(operation.parameters(Parameter.Place.PATH), request.getUriInfo().getPathParameters(), errors);
        check(operation.parameters(Parameter.Place.HEADER), request.getHeaders(), errors);
        List<Parameter> query = operation.parameters(Parameter.Place.QUERY);
        MultivaluedMap<String, String> given = request.getUriInfo().getQueryParameters();
        check(query, given, errors);
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        query.forEach(parameter -> unknown.remove(parameter.name()));
        unknown.forEach(name -> errors.add(new FieldError(name, "is no parameter of this call: leave it out")));
        return errors;
    }

    private static void check(
            List<Parameter> parameters, MultivaluedMap<String, String> given, List<FieldError> errors) {
        parameters.forEach(parameter -> errors.addAll(parameter.errors(
                Optional.ofNullable(given.get(parameter.name())).orElse(List.of()))));
    }

    /** Only as much as was announced: where a client asks for another protocol, the container knows no end. */
    private static byte[] body(ContainerRequestContext request) throws IOException {
        int announced = request.getLength();
        if (announced < 0 && BODILESS.contains(request.getMethod())) {
            return new byte[0];
        }
        InputStream stream = request.getEntityStream();
        byte[] body = stream.readNBytes(announced < 0 ? MOST_BYTES + 1 : Math.min(announced, MOST_BYTES + 1));
        if (body.length > MOST_BYTES) {
            drain(stream, announced < 0 ? MOST_DRAINED : Math.min(announced - body.length, MOST_DRAINED));
            throw MalformedBody.tooLarge(MOST_BYTES);
        }
        return body;
    }

    /** Whoever still sends does not listen yet, and would never hear the refusal. */
    private static void drain(InputStream stream, int bytes) throws IOException {
        int left = bytes;
        while (left > 0) {
            int n = stream.readNBytes(Math.min(left, 8192)).length;
            left = n == 0 ? 0 : left - n;
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw MalformedBody.of(new FieldError(Body.FIELD, "is not UTF-8"));
        }
    }
}
