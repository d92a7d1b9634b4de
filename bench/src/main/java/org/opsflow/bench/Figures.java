package org.opsflow.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** What a bench found, as one line of JSON or as a table. */
final class Figures {
    private final JsonObject json = new JsonObject();

    /** A part of others. */
    Figures() {}

    Figures(String bench) {
        json.addProperty("bench", bench);
    }

    JsonObject json() {
        return json;
    }

    Figures put(String name, double value, int decimals) {
        json.addProperty(name, rounded(value, decimals));
        return this;
    }

    Figures put(String name, long value) {
        json.addProperty(name, value);
        return this;
    }

    Figures put(String name, String value) {
        json.addProperty(name, value);
        return this;
    }

    Figures put(String name, JsonElement value) {
        json.add(name, value);
        return this;
    }

    static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    void print(PrintStream out, boolean asJson) {
        if (asJson) {
            out.println(json);
        } else {
            rows(out, "", json);
        }
    }

    private static void rows(PrintStream out, String prefix, JsonObject object) {
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            String name = prefix + member.getKey();
            if (member.getValue().isJsonObject()) {
                rows(out, name + ".", member.getValue().getAsJsonObject());
            } else {
                out.printf("%-34s %s%n", name, member.getValue().getAsString());
            }
        }
    }
}
