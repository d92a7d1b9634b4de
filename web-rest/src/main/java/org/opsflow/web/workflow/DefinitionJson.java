package org.opsflow.web.workflow;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem.FieldError;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.DefinitionDetail;
import org.opsflow.domain.workflow.StepSpec;
import org.opsflow.domain.workflow.Workflow;

/** A definition as the API shows it. Each method writes the members of an object, without its braces. */
final class DefinitionJson {
    private DefinitionJson() {}

    static void members(JsonGenerator json, Definition definition) {
        json.write("id", definition.slug())
                .write("name", definition.workflow().name())
                .write("description", definition.workflow().description())
                .write("version", definition.version());
        json.writeStartArray("phases");
        definition.workflow().phases().forEach(json::write);
        json.writeEnd();
        json.write(
                "args_schema",
                JsonText.parse(definition.workflow().argsSchema()).orElse(JsonValue.NULL));
        member(json, "created_at", definition.createdAt());
    }

    static void detail(JsonGenerator json, DefinitionDetail detail) {
        members(json, detail.definition());
        json.write("yaml", detail.definition().source());
        Workflow workflow = detail.definition().workflow();
        json.writeStartArray("steps");
        workflow.steps().forEach(step -> step(json, step, workflow));
        json.writeEnd();
        json.writeStartArray("versions");
        detail.versions().forEach(version -> json.writeStartObject()
                .write("version", version.version())
                .write("created_at", version.createdAt().toString())
                .writeEnd());
        json.writeEnd();
    }

    static void flaws(JsonGenerator json, List<FieldError> flaws) {
        json.write("valid", flaws.isEmpty());
        json.writeStartArray("errors");
        flaws.forEach(flaw -> flaw(json, flaw));
        json.writeEnd();
    }

    private static void step(JsonGenerator json, StepSpec step, Workflow workflow) {
        json.writeStartObject()
                .write("id", step.key())
                .write("name", step.name())
                .write("phase", workflow.phases().get(step.phase()))
                .write("type", step.task().type().word());
        json.writeStartArray("needs");
        step.needs().forEach(need -> json.write(workflow.steps().get(need).key()));
        json.writeEnd();
        json.writeEnd();
    }

    private static void flaw(JsonGenerator json, FieldError flaw) {
        json.writeStartObject().write("path", flaw.field()).write("message", flaw.message());
        member(json, "remedy", flaw.remedy().isEmpty() ? null : flaw.remedy());
        if (flaw.line() > 0) {
            json.write("line", flaw.line()).write("column", flaw.column());
        } else {
            json.writeNull("line").writeNull("column");
        }
        json.writeEnd();
    }
}
