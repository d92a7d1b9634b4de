package org.opsflow.agent;

import java.util.Optional;

/**
 * What a person said to an {@link Ask}.
 *
 * @param text Markdown; empty where the rest says it all
 * @param choice one of the choices that were given
 * @param approved true when an approval was given; false for a question
 * @param by the person's name; empty when they are not known any more
 */
public record Answer(String text, Optional<String> choice, boolean approved, String by) {

    static Answer of(org.opsflow.proto.agent.v1.Answer frame) {
        return new Answer(
                frame.getText(),
                Optional.of(frame.getChoice()).filter(choice -> !choice.isEmpty()),
                frame.getApproved(),
                frame.getBy());
    }
}
