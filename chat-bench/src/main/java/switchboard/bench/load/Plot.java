package switchboard.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;

/// A small chart as SVG: lines over a logarithmic axis. Its colours suit light and dark pages.
final class Plot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 60;
  private static final int BOTTOM = 50;
  private static final int MARGIN = 20;

  /// @param dashed for what is not measured: a bound, a law
  record Line(String name, String colour, boolean dashed, List<Point> points) {}

  record Point(double x, double y) {}

  private final double fromX;
  private final double toX;
  private final double toY;

  private Plot(List<Line> lines) {
    fromX = xs(lines).min().orElse(1);
    toX = xs(lines).max().orElse(10);
    toY = 1.1 * lines.stream().flatMap(l -> l.points().stream()).mapToDouble(Point::y).max().orElse(1);
  }

  private static DoubleStream xs(List<Line> lines) {
    return lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::x);
  }

  static void write(Path file, String xAxis, String yAxis, List<Line> lines) throws IOException {
    Plot plot = new Plot(lines);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#777\">%n"
            .formatted(WIDTH + MARGIN, HEIGHT));
    svg.append(
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#777\"/>%n"
            .formatted(LEFT, MARGIN, HEIGHT - BOTTOM, WIDTH - MARGIN));
    for (double x = plot.fromX; x <= plot.toX * 1.01; x *= 10) {
      svg.append(
          text(plot.x(x), HEIGHT - BOTTOM + 18, "middle", "%,d".formatted(Math.round(x))));
    }
    for (int i = 0; i <= 4; i++) {
      double y = plot.toY * i / 4;
      svg.append(text(LEFT - 8, plot.y(y) + 4, "end", "%.1f".formatted(y)));
    }
    svg.append(text((LEFT + WIDTH) / 2.0, HEIGHT - 10, "middle", xAxis));
    svg.append(text(LEFT, 12, "start", yAxis));
    int row = 0;
    for (Line line : lines) {
      svg.append(plot.polyline(line));
      svg.append(
          "<text x=\"%d\" y=\"%d\" fill=\"%s\" text-anchor=\"end\">%s</text>%n"
              .formatted(WIDTH - MARGIN, MARGIN + 14 + 17 * row++, line.colour(), line.name()));
    }
    Files.writeString(file, svg.append("</svg>\n"));
  }

  private String polyline(Line line) {
    StringBuilder points = new StringBuilder();
    for (Point point : line.points()) {
      points.append("%.1f,%.1f ".formatted(x(point.x()), y(point.y())));
    }
    return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n"
        .formatted(
            points.toString().strip(),
            line.colour(),
            line.dashed() ? " stroke-dasharray=\"5 4\"" : "");
  }

  private static String text(double x, double y, String anchor, String text) {
    return "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n"
        .formatted(x, y, anchor, text);
  }

  private double x(double value) {
    double share = (Math.log(value) - Math.log(fromX)) / (Math.log(toX) - Math.log(fromX));
    return LEFT + share * (WIDTH - MARGIN - LEFT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - value / toY * (HEIGHT - BOTTOM - MARGIN - 40);
  }
}
