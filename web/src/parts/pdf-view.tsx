/** Pages of a PDF, drawn as they come into view, with a box around the chosen place. Loaded only where a PDF is shown. */
import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../text';
import { Failure } from './states';
import type { Place } from './targets';

GlobalWorkerOptions.workerSrc = workerUrl;

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

export default function PdfView({ url, place }: { url: string; place: Place | null }): ReactNode {
  const text = useText();
  const [file, setFile] = useState<PDFDocumentProxy | null>(null);
  const [sizes, setSizes] = useState<{ width: number; height: number }[]>([]);
  const [failed, setFailed] = useState<string | null>(null);
  // A whole page on a phone is too small to read.
  const [zoom, setZoom] = useState(window.innerWidth < 600 ? 2 : 1);
  const [current, setCurrent] = useState(1);
  const [width, setWidth] = useState(0);
  const pane = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let isGone = false;
    setFailed(null);
    const task = getDocument({
      url,
      cMapUrl: '/assets/pdf/cmaps/',
      standardFontDataUrl: '/assets/pdf/standard_fonts/',
      wasmUrl: '/assets/pdf/wasm/',
      // The policy of the page lets nothing be compiled.
      useWasm: false,
    });
    task.promise.then(
      async (opened) => {
        const found: { width: number; height: number }[] = [];
        const [first] = await Promise.all([opened.getPage(1)]);
        const { width: pageWidth, height } = first.getViewport({ scale: 1 });
        // The sizes of the others come as they are drawn; a report's pages are mostly of one size.
        for (let index = 0; index < opened.numPages; index += 1) found.push({ width: pageWidth, height });
        if (isGone) return;
        setSizes(found);
        setFile(opened);
      },
      (error: unknown) => {
        if (!isGone) setFailed(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      isGone = true;
      void task.destroy();
    };
  }, [url]);

  useEffect(() => {
    const element = pane.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      setWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [file]);

  const scale = (Math.max(200, width - 24) / (sizes[0]?.width ?? 595)) * zoom;

  // The chosen place comes into the middle of the pane.
  useEffect(() => {
    const element = pane.current;
    if (element === null || file === null || place?.page == null || width === 0) return;
    const page = element.querySelector<HTMLElement>(`[data-page="${place.page}"]`);
    if (page === null) return;
    const { box } = place;
    const middle = box == null ? 0 : (box.y + box.height / 2) * scale - element.clientHeight / 2;
    const left = box == null ? 0 : (box.x + box.width / 2) * scale - element.clientWidth / 2;
    element.scrollTo({ top: page.offsetTop + middle, left: Math.max(0, left) });
    setCurrent(place.page);
  }, [file, place, scale, width]);

  if (failed !== null) return <Failure message={text.source.failed} details={failed} home={false} />;
  const step = (by: number): void => {
    const next = Math.min(Math.max(1, current + by), sizes.length);
    const page = pane.current?.querySelector<HTMLElement>(`[data-page="${next}"]`);
    pane.current?.scrollTo({ top: page?.offsetTop ?? 0 });
    setCurrent(next);
  };
  const rezoom = (by: number): void => {
    setZoom(ZOOMS[Math.min(Math.max(0, ZOOMS.indexOf(zoom) + by), ZOOMS.length - 1)] ?? 1);
  };
  return (
    <>
      <div className="pdf-tools">
        <button
          type="button"
          onClick={() => {
            step(-1);
          }}
          disabled={current <= 1}
        >
          <span aria-hidden="true">↑</span> <span className="visually-hidden">{text.source.previous}</span>
        </button>
        <span role="status">
          {file === null ? text.source.reading : text.source.page(current, sizes.length)}
        </span>
        <button
          type="button"
          onClick={() => {
            step(1);
          }}
          disabled={current >= sizes.length}
        >
          <span aria-hidden="true">↓</span> <span className="visually-hidden">{text.source.next}</span>
        </button>
        <button
          type="button"
          onClick={() => {
            rezoom(-1);
          }}
          aria-label={text.source.zoomOut}
        >
          −
        </button>
        <button
          type="button"
          onClick={() => {
            rezoom(1);
          }}
          aria-label={text.source.zoomIn}
        >
          +
        </button>
      </div>
      <div
        ref={pane}
        className="pdf-pane"
        tabIndex={0}
        role="region"
        aria-label={text.source.title}
        onScroll={(event) => {
          const { scrollTop, clientHeight } = event.currentTarget;
          const pages = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-page]')];
          const shown = pages.findLastIndex((page) => page.offsetTop <= scrollTop + clientHeight / 2);
          setCurrent(Math.max(1, shown + 1));
        }}
      >
        {file !== null &&
          width > 0 &&
          sizes.map((size, index) => (
            <PdfPage
              key={index}
              file={file}
              number={index + 1}
              scale={scale}
              size={size}
              pane={pane}
              place={place?.page === index + 1 ? place : null}
            />
          ))}
      </div>
    </>
  );
}

/** One page; it is drawn when it comes near the part of the pane that is seen. */
function PdfPage(props: {
  file: PDFDocumentProxy;
  number: number;
  scale: number;
  size: { width: number; height: number };
  pane: React.RefObject<HTMLDivElement>;
  place: Place | null;
}): ReactNode {
  const text = useText();
  const { file, number, scale, pane, place } = props;
  const [size, setSize] = useState(props.size);
  const [isNear, setNear] = useState(false);
  const holder = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        setNear(entry?.isIntersecting ?? false);
      },
      { root: pane.current, rootMargin: '600px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [pane]);

  useEffect(() => {
    const element = canvas.current;
    if (!isNear || element === null) return;
    let task: ReturnType<PDFPageProxy['render']> | null = null;
    let isGone = false;
    void file.getPage(number).then((page) => {
      if (isGone) return;
      const own = page.getViewport({ scale: 1 });
      setSize({ width: own.width, height: own.height });
      const viewport = page.getViewport({ scale: scale * Math.min(window.devicePixelRatio, 2) });
      element.width = Math.floor(viewport.width);
      element.height = Math.floor(viewport.height);
      task = page.render({ canvas: element, viewport });
      task.promise.then(
        () => {
          element.dataset['drawn'] = 'true';
        },
        // A page that is scrolled away is given up.
        () => undefined,
      );
    });
    return () => {
      isGone = true;
      task?.cancel();
    };
  }, [file, number, scale, isNear]);

  const box = place?.box ?? null;
  const margin = 2;
  return (
    <div
      ref={holder}
      className="pdf-page"
      data-page={number}
      style={{ width: size.width * scale, height: size.height * scale }}
    >
      {isNear && <canvas ref={canvas} aria-label={text.search.page(number)} role="img" />}
      {box !== null && (
        <div
          className="pdf-box"
          role="img"
          aria-label={text.source.marked}
          style={{
            left: (box.x - margin) * scale,
            top: (box.y - margin) * scale,
            width: (box.width + 2 * margin) * scale,
            height: (box.height + 2 * margin) * scale,
          }}
        />
      )}
    </div>
  );
}
