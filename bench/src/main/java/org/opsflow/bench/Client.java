package org.opsflow.bench;

import com.google.gson.JsonObject;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.AgentServiceGrpc.AgentServiceStub;
import org.opsflow.proto.agent.v1.SubmitRequest;
import org.opsflow.proto.agent.v1.SubmitResponse;

/**
 * Submits tasks, one call each. In a closed loop each task that is done is replaced by a new one; in an open loop tasks
 * come at their times, done or not.
 */
final class Client implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after-ms", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel channel;
    private final AgentServiceStub stub;
    private final String bench;
    private final String definition;
    private long[] sentAt = new long[1 << 16];
    private int sent;
    private int done;
    private int failed;
    private int refused;
    private int refusedWithoutHint;
    private boolean replacing;
    private final Optional<Cancelling> cancelling;
    private final Latencies untilOffer = new Latencies();
    private final Latencies untilGrant = new Latencies();
    private final Latencies untilDone = new Latencies();
    private final Latencies untilAccepted = new Latencies();

    /**
     * @param bench begins the client ids of its tasks
     * @param cancelAt where runs are cancelled; empty to leave them
     */
    Client(int port, String key, String definition, String bench, String cancelAt) {
        cancelling = cancelAt.isEmpty() ? Optional.empty() : Optional.of(new Cancelling(cancelAt, key));
        this.bench = bench;
        this.definition = definition;
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .directExecutor()
                .build();
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + key);
        stub = AgentServiceGrpc.newStub(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** From now on so many tasks are in the system. */
    synchronized void keep(int tasks) {
        replacing = true;
        for (int i = 0; i < tasks; i++) {
            submit();
        }
    }

    synchronized void measure() {
        untilOffer.clear();
        untilGrant.clear();
        untilDone.clear();
        untilAccepted.clear();
        cancelling.ifPresent(any -> any.untilTold().clear());
    }

    synchronized JsonObject measured() {
        JsonObject json = new JsonObject();
        json.add("offer", untilOffer.json());
        json.add("granted", untilGrant.json());
        json.add("done", untilDone.json());
        json.add("accepted", untilAccepted.json());
        cancelling.ifPresent(any -> json.add("told", any.untilTold().json()));
        return json;
    }

    /** Submits at a rate, evenly; returns when the last was sent. */
    void submitAtRate(int perSecond, int seconds) {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long next = System.nanoTime();
        for (long i = 0; i < (long) perSecond * seconds; i++) {
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            next += interval;
            synchronized (this) {
                submit();
            }
        }
    }

    private void submit() {
        if (sent == sentAt.length) {
            sentAt = Arrays.copyOf(sentAt, 2 * sent);
        }
        int number = sent++;
        String name = Task.name(bench, number);
        SubmitRequest request = SubmitRequest.newBuilder()
                .setClientId(name)
                .setDefinitionId(definition)
                .setName(name)
                .build();
        sentAt[number] = System.nanoTime();
        stub.submit(request, new Answer(number));
    }

    synchronized void heard(Moment moment) {
        long duration = moment.nanos() - sentAt[(int) moment.task()];
        switch (moment.kind()) {
            case OFFERED -> untilOffer.add(duration);
            case GRANTED -> {
                untilGrant.add(duration);
                cancelling.ifPresent(any -> any.granted((int) moment.task()));
            }
            case CANCELLED -> {
                if (cancelling.orElseThrow().told((int) moment.task(), moment.nanos())) {
                    done++;
                } else {
                    failed(new IllegalStateException("an agent was told twice, or nobody had asked for it"));
                }
                notifyAll();
            }
            case DONE -> {
                untilDone.add(duration);
                done++;
                if (replacing) {
                    submit();
                }
                notifyAll();
            }
        }
    }

    /** Submits nothing more, and returns when everything is done, or nothing was for ten seconds. */
    synchronized JsonObject drain() throws InterruptedException {
        replacing = false;
        int before = -1;
        while (done + failed + refused < sent && done != before) {
            before = done;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (done == before && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
            }
        }
        JsonObject json = new JsonObject();
        json.addProperty("submitted", sent);
        json.addProperty("done", done);
        json.addProperty("refused", refused);
        json.addProperty("refused_without_hint", refusedWithoutHint);
        json.addProperty("failed", failed + cancelling.map(Cancelling::refused).orElse(0));
        return json;
    }

    private synchronized void refused(Throwable why) {
        refused++;
        Metadata hints = Status.trailersFromThrowable(why);
        if (hints == null || !hints.containsKey(RETRY_AFTER)) {
            refusedWithoutHint++;
        }
    }

    private synchronized void failed(Throwable why) {
        failed++;
        System.err.println("Submit failed: " + why.getMessage());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private synchronized void submitted(int task, String runId) {
        untilAccepted.add(System.nanoTime() - sentAt[task]);
        cancelling.ifPresent(any -> any.submitted(task, runId));
    }

    private final class Answer implements StreamObserver<SubmitResponse> {
        private final int task;

        Answer(int task) {
            this.task = task;
        }

        @Override
        public void onNext(SubmitResponse response) {
            if (response.getDuplicate()) {
                failed(new IllegalStateException("the server had seen this client id before"));
            }
            submitted(task, response.getRunId());
        }

        @Override
        public void onError(Throwable why) {
            if (Status.fromThrowable(why).getCode() == Status.Code.RESOURCE_EXHAUSTED) {
                refused(why);
            } else {
                failed(why);
            }
        }

        @Override
        public void onCompleted() {}
    }
}
