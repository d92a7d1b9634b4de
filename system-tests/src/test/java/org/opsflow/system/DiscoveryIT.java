package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opsflow.proto.agent.v1.AgentProto;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;

/** Who has no .proto file and no key finds out at the agents' port that it serves, and what. */
@ExtendWith(SharedServer.class)
class DiscoveryIT {
    private final ManagedChannel channel;

    DiscoveryIT(LiveServer server) {
        channel = Conversation.channel(server.grpcPort());
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
    }

    @Test
    void saysThatItServes() {
        assertThat(health("")).isEqualTo(ServingStatus.SERVING);
        assertThat(health(AgentServiceGrpc.SERVICE_NAME)).isEqualTo(ServingStatus.SERVING);
        assertThatThrownBy(() -> health("opsflow.agent.v9.AgentService"))
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.NOT_FOUND));
    }

    private ServingStatus health(String service) {
        return HealthGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Conversation.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .check(HealthCheckRequest.newBuilder().setService(service).build())
                .getStatus();
    }

    @Test
    void listsItsServices() {
        var services = ask(ServerReflectionRequest.newBuilder()
                        .setListServices("")
                        .build())
                .getListServicesResponse();
        assertThat(services.getServiceList())
                .extracting(ServiceResponse::getName)
                .contains(AgentServiceGrpc.SERVICE_NAME, HealthGrpc.SERVICE_NAME);
    }

    @Test
    void describesTheContract() throws InvalidProtocolBufferException {
        var files = ask(ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol(AgentServiceGrpc.SERVICE_NAME)
                        .build())
                .getFileDescriptorResponse();
        assertThat(FileDescriptorProto.parseFrom(files.getFileDescriptorProto(0)))
                .isEqualTo(AgentProto.getDescriptor().toProto());
    }

    private ServerReflectionResponse ask(ServerReflectionRequest question) {
        var answer = new CompletableFuture<ServerReflectionResponse>();
        var call = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {}
        });
        call.onNext(question);
        try {
            return answer.orTimeout(Conversation.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } finally {
            call.onCompleted();
        }
    }
}
