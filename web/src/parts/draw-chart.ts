/** Draws charts by Apache ECharts. Nothing is written as markup: the server's policy forbids inline styles. */
import { BarChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import type { EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { ChartProps } from './chart';

use([
  AriaComponent,
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
  SVGRenderer,
]);

/** Told apart also by people who see few colours, on light and dark. */
const COLOURS = [
  '#b4443a',
  '#2f6f8f',
  '#c08a2d',
  '#5b7f4a',
  '#7d5a94',
  '#4d4d4d',
  '#c9667f',
  '#3f8f86',
  '#9a7b4f',
  '#6677b5',
];

function optionsOf(props: ChartProps, language: string, isDark: boolean): EChartsCoreOption {
  const { categories, series, kind, isRatio, marks = [] } = props;
  const ink = isDark ? '#d8d4cc' : '#3b3a38';
  const faint = isDark ? '#45433f' : '#dcd8d0';
  const shown = (value: unknown): string => {
    if (typeof value !== 'number') return '—';
    return isRatio
      ? `${(value * 100).toLocaleString(language, { maximumFractionDigits: 1 })}%`
      : value.toLocaleString(language, { maximumFractionDigits: 2 });
  };
  // Eleven digits at an axis are read by nobody: 600亿, 60B.
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
  const short = (value: unknown): string =>
    typeof value === 'number' && Math.abs(value) >= 1e6 ? compact.format(value) : shown(value);
  return {
    color: COLOURS,
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: 'inherit', color: ink },
    grid: { left: 8, right: 16, top: series.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
    // Drawn on the canvas: a tooltip of markup would need inline styles.
    tooltip: {
      trigger: kind === 'line' ? 'axis' : 'item',
      renderMode: 'richText',
      valueFormatter: shown,
      backgroundColor: isDark ? '#2b2926' : '#ffffff',
      borderColor: faint,
      textStyle: { color: ink },
    },
    ...(series.length > 1 ? { legend: { top: 0, type: 'scroll', textStyle: { color: ink } } } : {}),
    xAxis: {
      type: 'category',
      data: categories,
      axisLabel: {
        color: ink,
        hideOverlap: true,
        interval: categories.length > 12 ? 'auto' : 0,
        width: 90,
        overflow: 'truncate',
      },
      axisLine: { lineStyle: { color: faint } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      axisLabel: { color: ink, formatter: isRatio ? shown : short },
      splitLine: { lineStyle: { color: faint } },
      ...(isRatio ? { max: kind === 'stacked' ? 1 : undefined } : {}),
    },
    series: series.map(({ name, values }, index) => ({
      name,
      type: kind === 'line' ? 'line' : 'bar',
      data: values,
      ...(kind === 'stacked' ? { stack: 'all' } : {}),
      // A year without a value is a gap: the line is not drawn through it.
      connectNulls: false,
      symbolSize: 8,
      barMaxWidth: 48,
      ...(index === 0 && marks.length > 0
        ? {
            markLine: {
              symbol: 'none',
              lineStyle: { type: 'dashed', color: ink },
              label: { color: ink, formatter: '{b}', position: 'insideEndTop' },
              data: marks.map(({ category, label }) => ({ xAxis: category, name: label })),
            },
          }
        : {}),
    })),
  };
}

/** Draws into an element; the answer takes the chart away again. */
export function drawChart(
  element: HTMLElement,
  props: ChartProps,
  language: string,
  onOpen: (category: number, series: number) => void,
): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chart = init(element, null, { renderer: 'canvas' });
  const draw = (): void => {
    chart.setOption(optionsOf(props, language, dark.matches), true);
  };
  draw();
  chart.on('click', ({ dataIndex, seriesIndex }) => {
    if (typeof dataIndex === 'number') onOpen(dataIndex, seriesIndex ?? 0);
  });
  dark.addEventListener('change', draw);
  const observer = new ResizeObserver(() => {
    chart.resize();
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', draw);
    chart.dispose();
  };
}

/** The chart as a picture on white, as an address to save it from. */
export function chartPicture(props: ChartProps, language: string, type: 'png' | 'svg'): string {
  const size = { width: 960, height: 480 };
  const option = { ...optionsOf(props, language, false), backgroundColor: '#ffffff' };
  if (type === 'svg') {
    const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
    chart.setOption(option);
    const svg = chart.renderToSVGString();
    chart.dispose();
    return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  }
  const holder = document.createElement('div');
  const chart = init(holder, null, { renderer: 'canvas', devicePixelRatio: 2, ...size });
  chart.setOption(option);
  const picture = chart.getDataURL({ type: 'png', pixelRatio: 2 });
  chart.dispose();
  return picture;
}
