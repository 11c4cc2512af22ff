/** Which page an address shows, and what is around it. */
import { useQuery } from '@tanstack/react-query';
import { Component, Suspense, lazy, useEffect, useRef } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { ask } from './api/client';
import { StatusDocument } from './api/generated';
import { Failure, Loading } from './parts/states';
import { SearchPage } from './pages/search';
import { useLanguage, useText } from './text';

const ReportPage = lazy(() => import('./pages/report'));
const OrganPage = lazy(() => import('./pages/organ'));
const ExplorePage = lazy(() => import('./pages/explore'));
const QualityPage = lazy(() => import('./pages/quality'));

/** All of it. */
export function App(): ReactNode {
  const [path] = useLocation();
  if (path.startsWith('/embed/')) return <Pages />;
  return <Frame path={path} />;
}

function Frame({ path }: { path: string }): ReactNode {
  const text = useText();
  return (
    <>
      <a className="skip" href="#main">
        {text.skip}
      </a>
      <Header path={path} />
      <MadeUpNotice />
      <main id="main" tabIndex={-1}>
        <Pages />
      </main>
    </>
  );
}

function Pages(): ReactNode {
  const text = useText();
  const [path] = useLocation();
  return (
    <Guard key={path} text={text.errors.crashed}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/">
            <SearchPage />
          </Route>
          <Route path="/report/:id">{({ id }) => <ReportPage id={decodeURIComponent(id)} />}</Route>
          <Route path="/organ/:id">{({ id }) => <OrganPage id={decodeURIComponent(id)} />}</Route>
          <Route path="/explore">
            <ExplorePage />
          </Route>
          <Route path="/quality">
            <QualityPage />
          </Route>
          <Route path="/embed/organ/:id">{({ id }) => <OrganPage id={decodeURIComponent(id)} embed />}</Route>
          <Route path="/embed/explore">
            <ExplorePage embed />
          </Route>
          <Route>
            <Failure message={text.errors.noPage} />
          </Route>
        </Switch>
      </Suspense>
    </Guard>
  );
}

function Header({ path }: { path: string }): ReactNode {
  const { text, language, choose } = useLanguage();
  const links = [
    ['/', text.nav.search],
    ['/explore', text.nav.explore],
    ['/quality', text.nav.quality],
  ] as const;
  useEffect(() => {
    if (path === '/') document.title = text.name;
  }, [path, text]);
  return (
    <header className="masthead">
      <Link href="/" className="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span>{text.name}</span>
      </Link>
      <nav aria-label={text.nav.main}>
        {links.map(([href, label]) => (
          <Link key={href} href={href} aria-current={path === href ? 'page' : undefined}>
            {label}
          </Link>
        ))}
        <a href="/developers">{text.nav.developers}</a>
      </nav>
      <button
        type="button"
        className="quiet language"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => {
          choose(language === 'zh' ? 'en' : 'zh');
        }}
      >
        {text.language}
      </button>
    </header>
  );
}

/** Nobody may take made-up numbers for real ones. */
function MadeUpNotice(): ReactNode {
  const text = useText();
  const { data } = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => ask(StatusDocument, {}, signal),
  });
  if (data?.status.madeUp !== true) return null;
  return (
    <p className="made-up" role="note">
      {text.madeUp(data.status.reports)}
    </p>
  );
}

/** A page that fails says so; it is not blank. */
class Guard extends Component<{ text: string; children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? (
      this.props.children
    ) : (
      <Failure message={this.props.text} details={error.message} />
    );
  }
}

/** Sets the title of the window. */
export function useTitle(title: string | null): void {
  const text = useText();
  const before = useRef(document.title);
  useEffect(() => {
    if (title !== null) document.title = `${title} · ${text.name}`;
    const earlier = before.current;
    return () => {
      document.title = earlier;
    };
  }, [title, text]);
}
