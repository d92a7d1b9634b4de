package org.opsflow.grpc.claim;

import org.opsflow.domain.claim.Control;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.proto.agent.v1.Configure;
import org.opsflow.proto.agent.v1.Pause;
import org.opsflow.proto.agent.v1.Resume;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Steer;

/** Puts what people ask of agents into frames. */
final class ControlFrames {
    private ControlFrames() {}

    static ServerFrame of(Control control) {
        ServerFrame.Builder frame = ServerFrame.newBuilder();
        control.attempt().ifPresent(subject -> frame.setAttemptId(PublicId.ATTEMPT.of(subject.attemptId()))
                .setFence(subject.fence()));
        String id = control.publicId();
        switch (control.kind()) {
            case PAUSE -> frame.setPause(Pause.newBuilder().setControlId(id));
            case RESUME -> frame.setResume(Resume.newBuilder().setControlId(id));
            case CONFIGURE ->
                frame.setConfigure(Configure.newBuilder().setControlId(id).setSettingsJson(control.text()));
            case STEER ->
                frame.setSteer(Steer.newBuilder()
                        .setControlId(id)
                        .setText(control.text())
                        .setFrom(control.requester().orElse("")));
            case ANSWER -> frame.setAnswer(AskFrames.answer(control));
        }
        return frame.build();
    }
}
