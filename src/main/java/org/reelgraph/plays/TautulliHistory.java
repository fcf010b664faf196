package org.reelgraph.plays;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.TautulliCommands;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.plays.Play.EpisodePlace;

/**
 * The history that Tautulli keeps ({@code get_history}). Pauses of one viewing are one entry. Numbers may be texts, and an
 * empty text stands for a missing value.
 */
@Singleton
class TautulliHistory implements HistoryServer {

    private static final int AT_ONCE = 1_000;
    private static final int WHOLE = 100;

    private final TautulliCommands commands;

    TautulliHistory(TautulliCommands commands) {
        this.commands = commands;
    }

    @Override
    public String kind() {
        return "TAUTULLI";
    }

    @Override
    public Page read(Requests requests, Optional<LocalDate> since, int start) throws ServerException {
        var parameters = new HashMap<>(Map.of("grouping", "1", "include_activity", "0", "order_column", "date",
                "order_dir", "asc", "start", Integer.toString(start), "length", Integer.toString(AT_ONCE)));
        since.ifPresent(day -> parameters.put("after", day.toString()));
        var data = requests.send(address -> commands.send(address, "get_history", parameters)).data();
        var total = data.path("recordsFiltered").asInt(-1);
        var rows = data.path("data");
        if (total < 0 || !rows.isArray()) {
            throw new ServerException(ServerProblem.SERVER_ERROR, "Tautulli's answer has no history in it.");
        }
        if (rows.isEmpty() && start < total) {
            throw new ServerException(ServerProblem.SERVER_ERROR, "Tautulli counts " + total
                    + " plays, but lists none after the first " + start + ".");
        }
        return page(rows, Math.max(0, total - start - rows.size()));
    }

    private static Page page(JsonNode rows, int remaining) {
        var plays = new ArrayList<Play>();
        var problems = new ArrayList<String>();
        var others = 0;
        for (var row : rows) {
            switch (row.path("media_type").asText()) {
                case "movie", "episode" -> play(row).ifPresentOrElse(plays::add, () -> problems.add(problem(row)));
                default -> others++;
            }
        }
        return new Page(plays, others, problems, remaining);
    }

    private static Optional<Play> play(JsonNode row) {
        var key = text(row, "rating_key");
        var started = number(row, "started").or(() -> number(row, "date"));
        var series = text(row, "grandparent_rating_key");
        var isEpisode = row.path("media_type").asText().equals("episode");
        if (key.isEmpty() || started.isEmpty() || isEpisode && series.isEmpty()) {
            return Optional.empty();
        }
        var episode = series.filter(any -> isEpisode).map(of -> new EpisodePlace(of,
                number(row, "parent_media_index").map(Long::intValue), number(row, "media_index").map(Long::intValue)));
        return Optional.of(new Play(key.get(), episode,
                text(row, "full_title").or(() -> text(row, "title")).orElse(key.get()),
                text(row, "friendly_name").or(() -> text(row, "user")).orElse("?"),
                Instant.ofEpochSecond(started.get()),
                Math.clamp(number(row, "play_duration").or(() -> number(row, "duration")).orElse(0L), 0,
                        Integer.MAX_VALUE),
                Math.clamp(number(row, "percent_complete").orElse(0L), 0, WHOLE)));
    }

    private static String problem(JsonNode row) {
        return "The play " + text(row, "row_id").orElse("without a number") + " of '"
                + text(row, "full_title").orElse("?") + "' lacks the key of what was played, or when.";
    }

    private static Optional<String> text(JsonNode row, String name) {
        return Optional.of(row.path(name).asText("").strip()).filter(text -> !text.isEmpty() && !text.equals("null"));
    }

    private static Optional<Long> number(JsonNode row, String name) {
        try {
            return text(row, name).map(Long::parseLong);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
