package org.opsflow.bench;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.AgentServiceGrpc.AgentServiceStub;
import org.opsflow.proto.agent.v1.SubmitRequest;
import org.opsflow.proto.agent.v1.SubmitResponse;

/** The Submit call, all on one connection. */
final class GrpcCreation implements Creation {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after-ms", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel channel;
    private final AgentServiceStub stub;
    private final String definition;

    GrpcCreation(int port, String key, String definition) {
        this.definition = definition;
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .directExecutor()
                .build();
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + key);
        stub = AgentServiceGrpc.newStub(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Override
    public void create(String name, Answer answer) {
        stub.submit(
                SubmitRequest.newBuilder()
                        .setClientId(name)
                        .setDefinitionId(definition)
                        .setName(name)
                        .build(),
                new Response(answer));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private record Response(Answer answer) implements StreamObserver<SubmitResponse> {
        @Override
        public void onNext(SubmitResponse response) {
            if (response.getDuplicate()) {
                answer.failed("the server had seen this client id before");
            }
            answer.created(response.getRunId());
        }

        @Override
        public void onError(Throwable why) {
            if (Status.fromThrowable(why).getCode() == Status.Code.RESOURCE_EXHAUSTED) {
                Metadata hints = Status.trailersFromThrowable(why);
                answer.refused(hints != null && hints.containsKey(RETRY_AFTER));
            } else {
                answer.failed(why.getMessage());
            }
        }

        @Override
        public void onCompleted() {}
    }
}
