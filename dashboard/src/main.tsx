import { createRoot } from 'react-dom/client';
import { App } from './App';
import { LanguageProvider } from './language/LanguageProvider';
import { Guard } from './system/Guard';
import './theme.css';
import './paper.css';

createRoot(document.getElementById('root')!).render(
  <LanguageProvider>
    <Guard>
      <App />
    </Guard>
  </LanguageProvider>,
);
