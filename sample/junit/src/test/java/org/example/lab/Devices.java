package org.example.lab;

import io.github.pocstate.config.NetBoxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program under test: it reads and changes the status of servers in NetBox. */
final class Devices {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PATH = "/api/dcim/devices/";

    private final NetBoxSettings netBox;

    Devices(NetBoxSettings netBox) {
        this.netBox = netBox;
    }

    /** The first server that NetBox lists. */
    long first() {
        String list = send(request(PATH + "?role=compute-server&limit=1&fields=id").GET());
        return Long.parseLong(find("\"id\"\\s*:\\s*(\\d+)", list).group(1));
    }

    String status(long device) {
        String found = send(request(PATH + device + "/?fields=status").GET());
        return find("\"value\"\\s*:\\s*\"([^\"]+)\"", found).group(1);
    }

    void setStatus(long device, String status) {
        send(request(PATH + device + "/")
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"status\": \"" + status + "\"}")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(netBox.url() + path))
                .header("Authorization", "Token " + netBox.token().reveal());
    }

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("HTTP " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static MatchResult find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in " + text);
        }
        return matcher.toMatchResult();
    }
}
