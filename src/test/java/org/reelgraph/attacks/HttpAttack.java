package org.reelgraph.attacks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.reelgraph.testing.GraphQlClient;

/**
 * Requests over HTTP.
 *
 * @param request what is sent, as a {@link Template}
 * @param coding  how a body is compressed; empty if it isn't
 * @param times   how often it is sent, each time over another connection; the last answer counts
 * @param held    how many connections are kept open meanwhile
 */
record HttpAttack(String name, String server, String deserved, String tells, boolean isSlow, String head,
        Optional<String> body, String coding, int times, int held) implements Attack {

    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.[01] (\\d{3})");
    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z_]+)\"");
    private static final String JSON = "Content-Type: application/json";
    private static final String ACCEPT = "Accept: application/graphql-response+json, application/json;q=0.9";
    // Exceeded only if a server never answers.
    private static final int LONGEST_WAIT = 60_000;

    /** {@return the attack that a row of the corpus describes} */
    static HttpAttack of(Map<String, Object> row) {
        var headers = new ArrayList<>(strings(row.get("headers"), List.of(JSON)));
        var body = Optional.ofNullable((String) row.get("body")).or(() -> Optional.ofNullable(row.get("document"))
                .map(document -> "{\"query\": " + GraphQlClient.write(document) + ", \"variables\": "
                        + row.getOrDefault("variables", "null") + "}"));
        var coding = (String) row.getOrDefault("coding", "");
        if (!coding.isEmpty()) {
            headers.add("Content-Encoding: " + coding);
        }
        if (headers.stream().noneMatch(header -> header.startsWith("Accept:"))) {
            headers.add(ACCEPT);
        }
        var deserved = row.get("answer").toString();
        var isSlow = deserved.startsWith("408") || row.containsKey("times") || row.containsKey("held");
        return new HttpAttack((String) row.get("attack"), (String) row.getOrDefault("server", "open"), deserved,
                (String) row.getOrDefault("tells", ""), isSlow, Optional
                        .ofNullable((String) row.get("raw")).orElseGet(() -> head(row, body.isPresent(), headers)),
                body, coding, (int) row.getOrDefault("times", 1), (int) row.getOrDefault("held", 1));
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object row, List<String> otherwise) {
        return row == null ? otherwise : (List<String>) row;
    }

    private static String head(Map<String, Object> row, boolean hasBody, List<String> headers) {
        return (hasBody ? "POST /graphql" : "GET " + row.get("get")) + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n" + (hasBody ? "Content-Length: ~length\r\n" : "")
                + String.join("", headers.stream().map(header -> header + "\r\n").toList()) + "\r\n";
    }

    @Override
    public Outcome run(URI server) throws IOException {
        var outcome = new Outcome("none", "");
        for (var time = 0; time < times; time++) {
            outcome = send(server, time);
        }
        return outcome;
    }

    private Outcome send(URI server, int time) throws IOException {
        var bytes = bytes(time);
        var open = new ArrayList<Socket>();
        try {
            for (var i = 1; i < held; i++) {
                open.add(sent(server, bytes));
                open.getLast().getInputStream().read();
            }
            try (var last = sent(server, bytes)) {
                return outcome(new String(read(last), StandardCharsets.UTF_8));
            }
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }

    private byte[] bytes(int time) throws IOException {
        var content = compressed(
                Template.bytes(Template.expanded(body.orElse("").replace("~~", String.valueOf(time)))));
        var request = new ByteArrayOutputStream();
        request.writeBytes(Template.bytes(Template.expanded(
                head.replace("~length", String.valueOf(content.length)).replaceAll("(?<!\r)\n", "\r\n"))
                .replaceAll("(?<!\r)\n", "\r\n")));
        request.writeBytes(content);
        return request.toByteArray();
    }

    private byte[] compressed(byte[] content) throws IOException {
        if (coding.isEmpty()) {
            return content;
        }
        var packed = new ByteArrayOutputStream();
        try (OutputStream packer = coding.equals("gzip")
                ? new GZIPOutputStream(packed)
                : new DeflaterOutputStream(packed)) {
            packer.write(content);
        }
        return packed.toByteArray();
    }

    private static Socket sent(URI server, byte[] bytes) throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(LONGEST_WAIT);
        Thread.ofVirtual().start(() -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                // The server has read enough of it.
            }
        });
        return socket;
    }

    private static byte[] read(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (IOException e) {
            if (answer.size() == 0) {
                throw e;
            }
        }
        return answer.toByteArray();
    }

    private static Outcome outcome(String answer) {
        var status = STATUS.matcher(answer);
        var code = CODE.matcher(answer);
        return new Outcome((status.find() ? status.group(1) : "none") + (code.find() ? " " + code.group(1) : ""),
                answer);
    }

    @Override
    public String toString() {
        return name;
    }
}
