package org.opsflow.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.List;

/** A tab of the browser, used as a person does: by what can be seen. Elements are named by CSS. */
final class Tab {

    private final Browser browser;
    private final String name;

    Tab(Browser browser, String name) {
        this.browser = browser;
        this.name = name;
    }

    static String testId(String id) {
        return "[data-testid=\"" + id + "\"]";
    }

    void open(String url) {
        tell("goto", new JsonPrimitive(url));
    }

    /** As the first administrator. */
    void signIn(LiveServer server) {
        open(server.url());
        enter(server.firstSignIn("email"), server.firstSignIn("password"));
        sees(testId("connection") + "[data-status=live]");
    }

    void enter(String email, String password) {
        fill("input[name=email]", email);
        fill("input[name=password]", password);
        press("input[name=password]", "Enter");
    }

    /** Until the page has loaded what it is made of, and asks for nothing any more. */
    void settle() {
        tell("waitForLoadState", new JsonPrimitive("networkidle"));
    }

    void fill(String element, String text) {
        at(element, "fill", new JsonPrimitive(text));
    }

    void press(String element, String key) {
        at(element, "press", new JsonPrimitive(key));
    }

    void click(String element) {
        at(element, "click");
    }

    /** Waits until it is there to be seen. */
    void sees(String element) {
        at(element, "waitFor");
    }

    /** Waits until it is there to be seen with this text in it. */
    void sees(String element, String text) {
        sees(element + ":has-text(\"" + text + "\")");
    }

    /** At this moment. */
    boolean shows(String element, String text) {
        return text(element).contains(text);
    }

    String text(String element) {
        return at(element, "innerText").getAsString();
    }

    /** What it asked for by HTTP since {@link #forget}, each with its method; a socket's frames are not among it. */
    List<String> requests() {
        return strings(tell("requests"));
    }

    void forget() {
        tell("forget");
    }

    /** What moved by itself since {@link #forget}; what moves under a hand that has just clicked does not count. */
    List<String> shifts() {
        return strings(tell("shifts"));
    }

    /** What is wrong by WCAG 2.2, levels A and AA, as far as a program can tell. */
    List<String> flaws() {
        return strings(tell("flaws"));
    }

    /** What can be clicked and is not come to by the key Tab. */
    List<String> unreached() {
        return strings(tell("unreached"));
    }

    void size(int width, int height) {
        var size = new JsonObject();
        size.addProperty("width", width);
        size.addProperty("height", height);
        tell("setViewportSize", size);
    }

    /** @param scheme light or dark, as a system says it */
    void prefer(String scheme) {
        var media = new JsonObject();
        media.addProperty("colorScheme", scheme);
        tell("emulateMedia", media);
    }

    /** Chooses a file in an input, which need not be seen. */
    void choose(String element, Path file) {
        at(element, "setInputFiles", new JsonPrimitive(file.toAbsolutePath().toString()));
    }

    /** In a list of choices, by its value. */
    void choose(String element, String value) {
        at(element, "selectOption", new JsonPrimitive(value));
    }

    /** Anywhere on the page. */
    void press(String key) {
        press("body", key);
    }

    /** The path of its address. */
    String path() {
        return at("body", "evaluate", new JsonPrimitive("location.pathname")).getAsString();
    }

    /** Exceptions that the page did not catch. */
    List<String> errors() {
        return strings(tell("errors"));
    }

    void photograph(Path file) {
        var options = new JsonObject();
        options.addProperty("path", file.toAbsolutePath().toString());
        tell("screenshot", options);
    }

    private JsonElement at(String element, String what, JsonElement... values) {
        var command = command(what, values);
        command.addProperty("at", element);
        return browser.tell(command);
    }

    private JsonElement tell(String what, JsonElement... values) {
        return browser.tell(command(what, values));
    }

    private JsonObject command(String what, JsonElement... values) {
        var with = new JsonArray();
        List.of(values).forEach(with::add);
        var command = new JsonObject();
        command.addProperty("page", name);
        command.addProperty("do", what);
        command.add("with", with);
        return command;
    }

    private static List<String> strings(JsonElement list) {
        return list.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
